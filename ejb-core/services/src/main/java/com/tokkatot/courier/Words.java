package com.tokkatot.courier;

import java.util.Locale;

/** Enums as they are written outside of Java. */
final class Words {

  private Words() {}

  static String of(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
