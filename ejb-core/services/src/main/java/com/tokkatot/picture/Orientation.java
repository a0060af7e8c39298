package com.tokkatot.picture;

import java.awt.geom.AffineTransform;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * How a camera was held, as its file says: a number from 1, upright, to 8. What cannot be read is
 * upright. Source: Exif 2.3, tag 0x0112; JPEG's markers: ITU T.81, B.1.
 */
final class Orientation {

  static final int UPRIGHT = 1;
  private static final int MOST = 8;
  private static final int TAG = 0x0112;
  private static final int ENTRY_BYTES = 12;
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

  private Orientation() {}

  /** Looks into a JPEG. */
  static int of(byte[] jpeg) {
    var file = ByteBuffer.wrap(jpeg);
    var at = 2;
    while (at + 4 <= jpeg.length && (jpeg[at] & 0xFF) == 0xFF) {
      var marker = jpeg[at + 1] & 0xFF;
      var length = file.getShort(at + 2) & 0xFFFF;
      var end = at + 2 + length;
      if (marker == 0xDA || length < 2 || end > jpeg.length) {
        return UPRIGHT; // here the picture itself begins
      }
      if (marker == 0xE1 && starts(jpeg, at + 4, end)) {
        var from = at + 4 + EXIF.length;
        return inTiff(ByteBuffer.wrap(jpeg, from, end - from).slice());
      }
      at = end;
    }
    return UPRIGHT;
  }

  private static boolean starts(byte[] jpeg, int from, int end) {
    if (from + EXIF.length > end) {
      return false;
    }
    for (var i = 0; i < EXIF.length; i++) {
      if (jpeg[from + i] != EXIF[i]) {
        return false;
      }
    }
    return true;
  }

  private static int inTiff(ByteBuffer tiff) {
    if (tiff.limit() < 8) {
      return UPRIGHT;
    }
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    var first = tiff.getInt(4) & 0xFFFFFFFFL;
    if (first + 2 > tiff.limit()) {
      return UPRIGHT;
    }
    var count = tiff.getShort((int) first) & 0xFFFF;
    for (var i = 0; i < count; i++) {
      var at = (int) first + 2 + i * ENTRY_BYTES;
      if (at + ENTRY_BYTES > tiff.limit()) {
        return UPRIGHT;
      }
      if ((tiff.getShort(at) & 0xFFFF) == TAG) {
        var value = tiff.getShort(at + 8) & 0xFFFF;
        return value >= UPRIGHT && value <= MOST ? value : UPRIGHT;
      }
    }
    return UPRIGHT;
  }

  /** Whether width and height change places when it is turned upright. */
  static boolean isOnItsSide(int orientation) {
    return orientation > 4;
  }

  /**
   * What turns a picture upright.
   *
   * @param width of the picture as it lies, as is height
   */
  static AffineTransform upright(int orientation, double width, double height) {
    return switch (orientation) {
      case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
      case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
      case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
      case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
      case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
      case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
      case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
      default -> new AffineTransform();
    };
  }
}
