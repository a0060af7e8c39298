package com.tokkatot.firmware;

import com.tokkatot.shared.Invalid;
import com.tokkatot.wire.FirmwareHeader;
import com.tokkatot.wire.WireFormatException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A signed file as the image signer makes it: header, then the image. What is one was signed by a
 * key we know, for a board we know, and is whole.
 *
 * @param header base64 of its first 256 bytes
 */
public record Image(FirmwareBoard board, FirmwareHeader fields, String header) {

  /**
   * @throws Invalid naming {@code header}, {@code size}, {@code sha256}, {@code board}, {@code key}
   *     or {@code signature}
   */
  static Image read(byte[] file, FirmwareKeys keys) {
    if (file == null || file.length <= FirmwareHeader.LENGTH) {
      throw new Invalid("size", "is too small for a header and an image");
    }
    var bytes = Arrays.copyOf(file, FirmwareHeader.LENGTH);
    var header = Base64.getEncoder().encodeToString(bytes);
    var fields = fields(header);
    if (fields.fileSize() != file.length) {
      throw new Invalid("size", "is " + file.length + ", the header says " + fields.fileSize());
    }
    if (!fields.sha256().equals(hash(file))) {
      throw new Invalid("sha256", "of the image is not what the header says");
    }
    var board = FirmwareBoard.of(fields.board());
    if (fields.imageLength() > board.slotBytes()) {
      throw new Invalid("size", "is more than the " + board.slotBytes() + " bytes of a slot");
    }
    keys.check(bytes, fields.keyId());
    return new Image(board, fields, header);
  }

  /** Where its file lies in the object store. */
  static String file(String sha256) {
    return "firmware/" + sha256;
  }

  private static FirmwareHeader fields(String header) {
    try {
      return FirmwareHeader.read(header);
    } catch (WireFormatException e) {
      throw new Invalid("header", "is not that of a firmware image");
    }
  }

  private static String hash(byte[] file) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(file, FirmwareHeader.LENGTH, file.length - FirmwareHeader.LENGTH);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
