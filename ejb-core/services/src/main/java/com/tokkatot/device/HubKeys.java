package com.tokkatot.device;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Checks what a hub signed. The algorithm follows from the key we know, never from the message. */
final class HubKeys {

  private static final int LEAST_BITS = 2048;

  private HubKeys() {}

  /**
   * @param pem "PUBLIC KEY", an EC key on P-256 or an RSA key
   */
  static boolean verifies(String pem, SignedJWT signed) throws JOSEException {
    var body = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    var spec = new X509EncodedKeySpec(Base64.getDecoder().decode(body));
    var algorithm = signed.getHeader().getAlgorithm();
    try {
      if (JWSAlgorithm.ES256.equals(algorithm)) {
        var key = (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(spec);
        return signed.verify(new ECDSAVerifier(key));
      }
      if (JWSAlgorithm.RS256.equals(algorithm)) {
        var key = (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(spec);
        return key.getModulus().bitLength() >= LEAST_BITS && signed.verify(new RSASSAVerifier(key));
      }
      return false;
    } catch (GeneralSecurityException e) {
      return false; // a key of the other kind
    }
  }
}
