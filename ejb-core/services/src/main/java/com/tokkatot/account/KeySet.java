package com.tokkatot.account;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The keys that sign tokens: folder {@code tokkatot.jwt.keys} with files {@code <kid>.pem} (RSA,
 * PKCS#8). The newest by name signs, all of them verify, so a new key signs nobody out; taking a
 * file away does. Read again every minute, and at once when a token names a file not read yet.
 */
@ApplicationScoped
public class KeySet {

  static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

  private static final System.Logger LOG = System.getLogger(KeySet.class.getName());
  private static final String SUFFIX = ".pem";
  // A token may ask for a file by name, and for nothing else.
  private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  @Inject
  @ConfigProperty(name = "tokkatot.jwt.keys")
  String folder;

  @Inject InstantSource time;

  private volatile NavigableMap<String, SigningKey> keys;
  private volatile Instant looked;

  /** For CDI. */
  public KeySet() {}

  /** Keys without a container, for tests and tools. */
  public KeySet(Path folder, InstantSource time) {
    this.folder = folder.toString();
    this.time = time;
    open();
  }

  /**
   * @throws IllegalStateException if there is no usable key
   */
  @PostConstruct
  void open() {
    looked = time.instant();
    keys = read();
  }

  /** The key that signs now. */
  SigningKey newest() {
    return current().lastEntry().getValue();
  }

  /** The key of this id, or null. */
  SigningKey get(String id) {
    var key = current().get(id);
    if (key == null && KEY_ID.matcher(id).matches() && Files.exists(file(id))) {
      readAgain();
      key = keys.get(id);
    }
    return key;
  }

  /** The public halves as a JSON Web Key Set (RFC 7517), for whoever verifies tokens. */
  public String jwks() {
    return new JWKSet(
            current().entrySet().stream()
                .map(
                    entry ->
                        new RSAKey.Builder(entry.getValue().publicKey())
                            .keyID(entry.getKey())
                            .keyUse(KeyUse.SIGNATURE)
                            .algorithm(JWSAlgorithm.RS256)
                            .build())
                .map(JWK.class::cast)
                .toList())
        .toString();
  }

  private NavigableMap<String, SigningKey> current() {
    if (time.instant().isAfter(looked.plus(LOOK_AGAIN))) {
      readAgain();
    }
    return keys;
  }

  /** What was good before stays when a file is wrong now: nobody is to be signed out by a typo. */
  private void readAgain() {
    looked = time.instant();
    try {
      keys = read();
    } catch (IllegalStateException e) {
      LOG.log(System.Logger.Level.ERROR, "Keys stay as they were: " + e.getMessage(), e);
    }
  }

  private NavigableMap<String, SigningKey> read() {
    var read = new TreeMap<String, SigningKey>();
    try (var files = Files.newDirectoryStream(Path.of(folder), "*" + SUFFIX)) {
      for (var file : files) {
        var name = file.getFileName().toString();
        read.put(name.substring(0, name.length() - SUFFIX.length()), SigningKey.read(file));
      }
    } catch (IOException e) {
      throw new IllegalStateException("tokkatot.jwt.keys is not a readable folder: " + folder, e);
    }
    if (read.isEmpty()) {
      throw new IllegalStateException("tokkatot.jwt.keys needs a file <kid>.pem: " + folder);
    }
    return read;
  }

  private Path file(String id) {
    return Path.of(folder, id + SUFFIX);
  }
}
