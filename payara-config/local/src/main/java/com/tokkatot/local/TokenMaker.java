package com.tokkatot.local;

import jakarta.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * Signs access tokens with the stack's own key. For benchmarks, which would spend minutes on
 * signing in seven hundred people, and for journeys that need tokens nobody would be given.
 */
public final class TokenMaker {

  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

  private final String head;
  private final PrivateKey key;

  TokenMaker(KeyFolders keys) {
    try {
      var file = keys.newestTokenKey();
      var name = file.getFileName().toString();
      head =
          Json.createObjectBuilder()
              .add("alg", "RS256")
              .add("kid", name.substring(0, name.lastIndexOf('.')))
              .build()
              .toString();
      key = read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new StackFailed("The key for access tokens cannot be read: " + e.getMessage(), e);
    }
  }

  /** A token with these claims, whatever they say. */
  public String sign(String claims) {
    try {
      var text = encoded(head) + "." + encoded(claims);
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return text + "." + URL.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new StackFailed("The key for access tokens cannot sign: " + e.getMessage(), e);
    }
  }

  private static String encoded(String text) {
    return URL.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static PrivateKey read(Path file) throws IOException, GeneralSecurityException {
    var body = Files.readString(file).replaceAll("-----[A-Z ]+-----", "");
    return KeyFactory.getInstance("RSA")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body)));
  }
}
