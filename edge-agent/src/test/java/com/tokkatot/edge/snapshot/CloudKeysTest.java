package com.tokkatot.edge.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class CloudKeysTest {

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final KeyPair PAIR = pair();

  @Test
  void whatTheCloudSignedIsBelieved() throws Exception {
    assertThat(keys().verified(signed(PAIR, "RS256", "k1"))).asString().isEqualTo("{}");
  }

  @Test
  void whatAnybodyElseSignedIsNot() throws Exception {
    var keys = keys();
    var mine = signed(PAIR, "RS256", "k1");
    var changed = mine.replace("." + part("{}") + ".", "." + part("[]") + ".");

    refuses(keys, signed(pair(), "RS256", "k1"));
    refuses(keys, signed(PAIR, "RS256", "k2"));
    refuses(keys, signed(PAIR, "none", "k1"));
    refuses(keys, changed);
    refuses(keys, "a.b");
    refuses(keys, "?.?.?");
    assertThatThrownBy(() -> CloudKeys.read("{}")).isInstanceOf(GeneralSecurityException.class);
  }

  private static void refuses(CloudKeys keys, String jws) {
    assertThatThrownBy(() -> keys.verified(jws)).isInstanceOf(GeneralSecurityException.class);
  }

  private static CloudKeys keys() throws GeneralSecurityException {
    var key = (RSAPublicKey) PAIR.getPublic();
    return CloudKeys.read(
        "{\"keys\":[{\"kty\":\"EC\",\"kid\":\"e1\"},{\"kty\":\"RSA\",\"kid\":\"k1\",\"n\":\""
            + number(key.getModulus())
            + "\",\"e\":\""
            + number(key.getPublicExponent())
            + "\"}]}");
  }

  private static String signed(KeyPair pair, String algorithm, String keyId)
      throws GeneralSecurityException {
    var header = part("{\"alg\":\"" + algorithm + "\",\"kid\":\"" + keyId + "\"}");
    var text = header + "." + part("{}");
    var signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(pair.getPrivate());
    signature.update(text.getBytes(StandardCharsets.US_ASCII));
    return text + "." + BASE64.encodeToString(signature.sign());
  }

  private static String part(String text) {
    return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String number(BigInteger number) {
    return BASE64.encodeToString(number.toByteArray());
  }

  private static KeyPair pair() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
