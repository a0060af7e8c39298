package com.tokkatot.account;

import java.time.InstantSource;

/** Tokens of hubs for tests of other packages, over the test's own keys. */
public final class TestHubTokens {

  private static final KeySet KEYS = new KeySet(TestKeys.folder(), InstantSource.system());

  private TestHubTokens() {}

  public static HubTokens at(InstantSource time) {
    var tokens = new HubTokens();
    tokens.keys = KEYS;
    tokens.time = time;
    return tokens;
  }
}
