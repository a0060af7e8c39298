package com.tokkatot.edge.rest;

import com.tokkatot.edge.link.LinkSettings;
import jakarta.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** The hub's own key: the same that proves it to the brokers proves it to the cloud's REST. */
final class HubKey {

  /** Longest life of an assertion the cloud takes. */
  private static final long LIFE_S = 60;

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final UUID hubId;
  private final PrivateKey key;

  HubKey(UUID hubId, PrivateKey key) {
    this.hubId = hubId;
    this.key = key;
  }

  /**
   * @throws GeneralSecurityException if the store cannot be opened or holds no key
   * @throws IOException if it cannot be read
   */
  static HubKey of(UUID hubId, LinkSettings settings) throws GeneralSecurityException, IOException {
    var password = settings.keystorePassword().toCharArray();
    var store = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(settings.keystore())) {
      store.load(in, password);
    }
    for (var names = store.aliases(); names.hasMoreElements(); ) {
      if (store.getKey(names.nextElement(), password) instanceof PrivateKey key) {
        return new HubKey(hubId, key);
      }
    }
    throw new GeneralSecurityException("There is no key in " + settings.keystore());
  }

  /** Says for a minute that it is us. */
  String assertion(Instant now) throws GeneralSecurityException {
    var isElliptic = key instanceof ECPrivateKey;
    var header = Json.createObjectBuilder().add("alg", isElliptic ? "ES256" : "RS256").build();
    var claims =
        Json.createObjectBuilder()
            .add("iss", hubId.toString())
            .add("sub", hubId.toString())
            .add("aud", "tokkatot")
            .add("jti", UUID.randomUUID().toString())
            .add("iat", now.getEpochSecond())
            .add("exp", now.getEpochSecond() + LIFE_S)
            .build();
    var signed = part(header.toString()) + "." + part(claims.toString());
    // JWS wants the two numbers of an elliptic signature side by side, not in DER.
    var signature =
        Signature.getInstance(isElliptic ? "SHA256withECDSAinP1363Format" : "SHA256withRSA");
    signature.initSign(key);
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));
    return signed + "." + BASE64.encodeToString(signature.sign());
  }

  private static String part(String json) {
    return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
