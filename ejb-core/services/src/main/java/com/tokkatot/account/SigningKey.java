package com.tokkatot.account;

import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

/**
 * One key, ready to sign and to verify.
 *
 * @param id goes into the header of every token it signs
 */
record SigningKey(String id, RSASSASigner signer, RSASSAVerifier verifier, RSAPublicKey publicKey) {

  private static final int LEAST_BITS = 2048;

  /**
   * @throws IllegalStateException if it is not an RSA key in PKCS#8
   */
  static SigningKey read(Path file) {
    try {
      var pem = Files.readString(file);
      var body = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
      var factory = KeyFactory.getInstance("RSA");
      var key =
          (RSAPrivateCrtKey)
              factory.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
      if (key.getModulus().bitLength() < LEAST_BITS) {
        throw new IllegalStateException(file + " has less than " + LEAST_BITS + " bits");
      }
      var spec = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
      var publicKey = (RSAPublicKey) factory.generatePublic(spec);
      var name = file.getFileName().toString();
      return new SigningKey(
          name.substring(0, name.lastIndexOf('.')),
          new RSASSASigner(key),
          new RSASSAVerifier(publicKey),
          publicKey);
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException(file + " is not a PKCS#8 PEM file with an RSA key", e);
    }
  }
}
