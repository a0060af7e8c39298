package com.tokkatot.account;

import com.tokkatot.shared.SettableTime;
import java.nio.file.Path;

/** Tokens with a key of the tests' own. */
final class TestTokens {

  private static final Path KEYS = TestKeys.folder();

  private TestTokens() {}

  static Tokens tokens(SettableTime time) {
    return tokens(time, new KeySet(KEYS, time));
  }

  static Tokens tokens(SettableTime time, KeySet keys) {
    var made = new Tokens();
    made.time = time;
    made.keys = keys;
    return made;
  }
}
