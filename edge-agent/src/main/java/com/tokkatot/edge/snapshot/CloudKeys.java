package com.tokkatot.edge.snapshot;

import jakarta.json.Json;
import jakarta.json.JsonException;
import java.io.StringReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** The cloud's public keys (RFC 7517), and what they signed (RFC 7515, compact, RS256 only). */
final class CloudKeys {

  private static final Base64.Decoder BASE64 = Base64.getUrlDecoder();

  private final Map<String, PublicKey> keys;

  private CloudKeys(Map<String, PublicKey> keys) {
    this.keys = keys;
  }

  /**
   * @param jwks a JSON Web Key Set; keys that are not RSA are left out
   * @throws GeneralSecurityException if it is none
   */
  static CloudKeys read(String jwks) throws GeneralSecurityException {
    var keys = new HashMap<String, PublicKey>();
    try (var reader = Json.createReader(new StringReader(jwks))) {
      for (var value : reader.readObject().getJsonArray("keys")) {
        var key = value.asJsonObject();
        if (key.getString("kty").equals("RSA")) {
          var spec = new RSAPublicKeySpec(number(key.getString("n")), number(key.getString("e")));
          keys.put(key.getString("kid"), KeyFactory.getInstance("RSA").generatePublic(spec));
        }
      }
    } catch (JsonException
        | ClassCastException
        | NullPointerException
        | IllegalArgumentException e) {
      throw new GeneralSecurityException("That is no key set", e);
    }
    return new CloudKeys(keys);
  }

  /**
   * The document inside a JWS.
   *
   * @throws GeneralSecurityException if none of these keys signed it
   */
  byte[] verified(String jws) throws GeneralSecurityException {
    var first = jws.indexOf('.');
    var second = jws.indexOf('.', first + 1);
    if (first < 1 || second < 0) {
      throw new GeneralSecurityException("That is no signed document");
    }
    try {
      var key = keys.get(keyId(jws.substring(0, first)));
      var signature = Signature.getInstance("SHA256withRSA");
      if (key == null) {
        throw new GeneralSecurityException("Signed by a key that we do not know");
      }
      signature.initVerify(key);
      signature.update(jws.substring(0, second).getBytes(StandardCharsets.US_ASCII));
      if (!signature.verify(BASE64.decode(jws.substring(second + 1)))) {
        throw new GeneralSecurityException("The signature is not the cloud's");
      }
      return BASE64.decode(jws.substring(first + 1, second));
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("That is no signed document", e);
    }
  }

  private static String keyId(String header) throws GeneralSecurityException {
    var text = new String(BASE64.decode(header), StandardCharsets.UTF_8);
    try (var reader = Json.createReader(new StringReader(text))) {
      var json = reader.readObject();
      // The algorithm is ours to choose, never the document's.
      if (!"RS256".equals(json.getString("alg", null))) {
        throw new GeneralSecurityException("Signed in a way that we do not take");
      }
      return json.getString("kid", "");
    } catch (JsonException e) {
      throw new GeneralSecurityException("That is no signed document", e);
    }
  }

  private static BigInteger number(String base64) {
    return new BigInteger(1, BASE64.decode(base64));
  }
}
