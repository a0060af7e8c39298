package com.tokkatot.courier;

import com.tokkatot.shared.Vault;

/**
 * A secret setting. It may be written as {@code vault:<sealed>}, as {@code ./tokkatot keys seal}
 * prints it, so that the plain secret stands in no file.
 */
final class Hidden {

  /** What a sealed setting begins with. */
  static final String SEALED = "vault:";

  private Hidden() {}

  /**
   * @param name of the setting; a secret sealed for one setting does not open for another
   */
  static String open(Vault vault, String name, String value) {
    return value.startsWith(SEALED)
        ? vault.open("setting." + name, value.substring(SEALED.length()))
        : value;
  }
}
