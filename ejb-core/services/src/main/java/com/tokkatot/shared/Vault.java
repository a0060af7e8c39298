package com.tokkatot.shared;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Keeps personal data and secrets sealed in the database: AES-256-GCM with keys that lie outside
 * it. Sealed text is {@code <key number>.<base64 of nonce and cipher text>}; the purpose is
 * authenticated with it, so that a value moved to another column does not open.
 *
 * <p>What must be unique or found is kept as keyed hash beside it ({@link #index}). Keys: folder
 * {@code tokkatot.vault.keys} with files {@code <number>.key} (32 bytes in base64; the highest
 * number seals, all open) and {@code index.key}. A new file is seen within {@link #LOOK_AGAIN}.
 */
@ApplicationScoped
public class Vault {

  static final Duration LOOK_AGAIN = Duration.ofSeconds(10);
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  @Inject
  @ConfigProperty(name = "tokkatot.vault.keys")
  String folder;

  @Inject InstantSource time;

  private volatile VaultKeys keys;
  private volatile Instant looked;

  /** For CDI. */
  public Vault() {}

  /** A vault without a container, for tests and tools. */
  public Vault(Path folder, InstantSource time) {
    this.folder = folder.toString();
    this.time = time;
    open();
  }

  @PostConstruct
  void open() {
    keys = VaultKeys.read(Path.of(folder));
    looked = time.instant();
  }

  /**
   * @param purpose where it will be kept, for example {@code account.email}
   * @param text null stays null
   */
  public String seal(String purpose, String text) {
    if (text == null) {
      return null;
    }
    var number = keys().newest();
    var nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      var cipher = cipher(Cipher.ENCRYPT_MODE, keys.get(number), nonce, purpose);
      var sealed = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
      var both = ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
      return number + "." + Base64.getEncoder().withoutPadding().encodeToString(both);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the vault cannot seal", e);
    }
  }

  /**
   * @param purpose the one it was sealed for
   * @param sealed null stays null
   * @throws IllegalStateException if the key is gone, or the value was changed or belongs elsewhere
   */
  public String open(String purpose, String sealed) {
    if (sealed == null) {
      return null;
    }
    var dot = sealed.indexOf('.');
    try {
      var both = Base64.getDecoder().decode(sealed.substring(dot + 1));
      var nonce = ByteBuffer.wrap(both, 0, NONCE_BYTES).slice();
      var bytes = new byte[NONCE_BYTES];
      nonce.get(bytes);
      var key = keys().get(Integer.parseInt(sealed.substring(0, dot)));
      var cipher = cipher(Cipher.DECRYPT_MODE, key, bytes, purpose);
      return new String(
          cipher.doFinal(both, NONCE_BYTES, both.length - NONCE_BYTES), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException
        | IllegalArgumentException
        | IndexOutOfBoundsException
        | BufferUnderflowException e) {
      throw new IllegalStateException("a sealed " + purpose + " does not open", e);
    }
  }

  /** Whether it was sealed with an older key than today's and should be sealed anew. */
  public boolean isStale(String sealed) {
    return sealed != null && !sealed.startsWith(keys().newest() + ".");
  }

  /** What a sealed value begins with when it is up to date; for finding the others. */
  public String currentPrefix() {
    return keys().newest() + ".";
  }

  /** Keyed hash to find and compare a text by, 32 bytes; null stays null. */
  public byte[] index(String purpose, String text) {
    return text == null ? null : mac(purpose, text.getBytes(StandardCharsets.UTF_8));
  }

  /** HMAC-SHA256 of purpose and parts; the length of each part counts too. */
  public byte[] mac(String purpose, byte[]... parts) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(keys().index(), "HmacSHA256"));
      add(mac, purpose.getBytes(StandardCharsets.UTF_8));
      for (var part : parts) {
        add(mac, part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA256 is part of every JDK", e);
    }
  }

  private static void add(Mac mac, byte[] part) {
    mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
    mac.update(part);
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, String purpose)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private VaultKeys keys() {
    var now = time.instant();
    if (now.isAfter(looked.plus(LOOK_AGAIN))) {
      looked = now;
      keys = VaultKeys.read(Path.of(folder));
    }
    return keys;
  }
}
