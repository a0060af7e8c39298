package com.tokkatot.account;

import com.tokkatot.shared.SettableTime;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;

/** Tokens with a key of the tests' own. */
final class TestTokens {

  private static final KeyPair KEYS = keys();

  private TestTokens() {}

  static Tokens tokens(SettableTime time) {
    return tokens(time, KEYS);
  }

  static Tokens tokens(SettableTime time, KeyPair keys) {
    var made = new Tokens();
    made.time = time;
    made.use((RSAPrivateCrtKey) keys.getPrivate(), (RSAPublicKey) keys.getPublic());
    return made;
  }

  static KeyPair keys() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
