package com.tokkatot.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The signed 256 bytes in front of a firmware image, as far as a hub or the cloud need to read
 * them. Whether they are signed by a key that counts is judged by the node, which alone holds the
 * keys. Layout: {@code firmware/core/include/tk/image.h}.
 *
 * @param board which board it is for, as {@code tk_board_t.id}
 * @param version {@code X.Y.Z}
 * @param securityVersion a node that has confirmed a higher one takes this image no more
 * @param imageLength bytes of the image behind the header
 * @param sha256 of the image, hexadecimal
 * @param keyId who signed it, hexadecimal
 */
public record FirmwareHeader(
    int board,
    String version,
    long securityVersion,
    long imageLength,
    String sha256,
    String keyId) {

  /** Bytes. */
  public static final int LENGTH = 256;

  private static final int MAGIC = 0x31464B54; // "TKF1", least byte first

  /**
   * Reads base64.
   *
   * @throws WireFormatException about {@code header} if these are not a header
   */
  public static FirmwareHeader read(String base64) {
    var bytes = decode(base64);
    var in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (in.getInt(0) != MAGIC || unsigned(in, 4) != LENGTH) {
      throw new WireFormatException("header", "is not a firmware header");
    }
    return new FirmwareHeader(
        unsigned(in, 6),
        unsigned(in, 10) + "." + unsigned(in, 12) + "." + unsigned(in, 14),
        Integer.toUnsignedLong(in.getInt(16)),
        Integer.toUnsignedLong(in.getInt(20)),
        HexFormat.of().formatHex(bytes, 24, 56),
        HexFormat.of().formatHex(bytes, 72, 80));
  }

  /** Bytes of the whole file: header and image. */
  public long fileSize() {
    return LENGTH + imageLength;
  }

  private static byte[] decode(String base64) {
    try {
      var bytes = Base64.getDecoder().decode(base64);
      if (bytes.length == LENGTH) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new WireFormatException("header", "must be base64 of " + LENGTH + " bytes");
  }

  private static int unsigned(ByteBuffer in, int at) {
    return Short.toUnsignedInt(in.getShort(at));
  }
}
