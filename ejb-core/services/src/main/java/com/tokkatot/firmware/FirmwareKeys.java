package com.tokkatot.firmware;

import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Who may sign firmware: folder {@code tokkatot.firmware.keys} with files {@code <name>.pem},
 * public P-256 keys. Nodes hold their own list and judge by themselves; here it keeps out what no
 * node would take. Read for every image, so that a key is known or forgotten at once.
 */
@ApplicationScoped
public class FirmwareKeys {

  private static final int SIGNED = 192;
  private static final int COORDINATE = 32;
  private static final int KEY_ID = 8;

  @Inject
  @ConfigProperty(name = "tokkatot.firmware.keys")
  Optional<String> folder;

  /** For CDI. */
  public FirmwareKeys() {}

  /** Keys without a container, for tests and tools. */
  public FirmwareKeys(Path folder) {
    this.folder = Optional.of(folder.toString());
  }

  /**
   * Checks who signed a header.
   *
   * @param header 256 bytes; the last 64 are the signature of the first 192
   * @param keyId of the header, hexadecimal
   * @throws Invalid naming {@code key} if it is nobody we know, {@code signature} if it is not
   *     theirs
   * @throws Unavailable if the keys cannot be read ({@code UNAVAILABLE})
   */
  void check(byte[] header, String keyId) {
    var key = find(keyId).orElseThrow(() -> new Invalid("key", "is unknown: " + keyId));
    try {
      var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initVerify(key);
      signature.update(header, 0, SIGNED);
      if (!signature.verify(header, SIGNED, header.length - SIGNED)) {
        throw new Invalid("signature", "does not fit the header");
      }
    } catch (GeneralSecurityException e) {
      throw new Invalid("signature", "is none: " + e.getMessage());
    }
  }

  private Optional<PublicKey> find(String keyId) {
    var set =
        folder.orElseThrow(
            () -> new Unavailable("UNAVAILABLE", "tokkatot.firmware.keys is not set"));
    try (var files = Files.newDirectoryStream(Path.of(set), "*.pem")) {
      for (var file : files) {
        var key = read(file);
        if (id(key).equals(keyId)) {
          return Optional.of(key);
        }
      }
      return Optional.empty();
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new Unavailable("UNAVAILABLE", "tokkatot.firmware.keys: " + e.getMessage());
    }
  }

  private static ECPublicKey read(Path file) throws IOException, GeneralSecurityException {
    var base64 = Files.readString(file).replaceAll("-----[A-Z ]+-----|\\s", "");
    var spec = new X509EncodedKeySpec(Base64.getDecoder().decode(base64));
    if (KeyFactory.getInstance("EC").generatePublic(spec) instanceof ECPublicKey key
        && key.getParams().getCurve().getField().getFieldSize() == 8 * COORDINATE) {
      return key;
    }
    throw new GeneralSecurityException(file.getFileName() + " is no P-256 key");
  }

  /** The first bytes of SHA-256 of x || y. Source: {@code firmware/core/include/tk/image.h}. */
  private static String id(ECPublicKey key) throws GeneralSecurityException {
    var point =
        ByteBuffer.allocate(2 * COORDINATE)
            .put(coordinate(key.getW().getAffineX()))
            .put(coordinate(key.getW().getAffineY()))
            .array();
    var hash = MessageDigest.getInstance("SHA-256").digest(point);
    return HexFormat.of().formatHex(hash, 0, KEY_ID);
  }

  private static byte[] coordinate(BigInteger value) {
    var bytes = value.toByteArray();
    var fixed = new byte[COORDINATE];
    var copied = Math.min(bytes.length, COORDINATE);
    System.arraycopy(bytes, bytes.length - copied, fixed, COORDINATE - copied, copied);
    return fixed;
  }
}
