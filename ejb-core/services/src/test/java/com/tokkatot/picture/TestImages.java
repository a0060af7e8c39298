package com.tokkatot.picture;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/** Pictures as phones send them. */
public final class TestImages {

  private TestImages() {}

  /** Left half red, right half blue. */
  static BufferedImage halves(int width, int height, int type) {
    var image = new BufferedImage(width, height, type);
    var pen = image.createGraphics();
    pen.setColor(Color.RED);
    pen.fillRect(0, 0, width / 2, height);
    pen.setColor(Color.BLUE);
    pen.fillRect(width / 2, 0, width - width / 2, height);
    pen.dispose();
    return image;
  }

  /** Of two colours. */
  public static byte[] jpeg(int width, int height) {
    return file(halves(width, height, BufferedImage.TYPE_3BYTE_BGR), "jpeg");
  }

  static byte[] png(BufferedImage image) {
    return file(image, "png");
  }

  private static byte[] file(BufferedImage image, String format) {
    try {
      var bytes = new ByteArrayOutputStream();
      ImageIO.write(image, format, bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static BufferedImage read(byte[] file) {
    try {
      return ImageIO.read(new ByteArrayInputStream(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same, with what a camera says: how it was held, and a place. */
  static byte[] held(byte[] jpeg, int orientation) {
    var tiff = ByteBuffer.allocate(64);
    tiff.put("MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8).putShort((short) 1);
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
    tiff.putShort((short) 0).putInt(0).put("11.5564 N".getBytes(StandardCharsets.US_ASCII));
    var exif = ByteBuffer.allocate(6 + tiff.capacity());
    exif.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(tiff.array());
    var file = ByteBuffer.allocate(jpeg.length + 4 + exif.capacity());
    file.put(jpeg, 0, 2).putShort((short) 0xFFE1).putShort((short) (exif.capacity() + 2));
    file.put(exif.array()).put(jpeg, 2, jpeg.length - 2);
    return file.array();
  }
}
