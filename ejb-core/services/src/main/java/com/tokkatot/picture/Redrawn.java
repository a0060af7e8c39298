package com.tokkatot.picture;

import com.tokkatot.shared.Invalid;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.color.CMMException;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A picture drawn anew: upright, small, opaque, and nothing else in the file. Its header is asked
 * for its size before anything is unpacked, and a large one is read with gaps, so that a small file
 * cannot fill the memory: at most 41 MB of pixels, and what the decoder needs for a progressive
 * one, 6 bytes a pixel.
 *
 * @param jpeg the file
 * @param width pixels, as is height
 */
record Redrawn(byte[] jpeg, int width, int height) {

  /** Most pixels of what is sent: cameras of phones have 12 to 16 million. */
  static final long MOST_PIXELS = 40_000_000;

  /** A progressive file has about ten; each is a pass over all its pixels. */
  private static final int MOST_SCANS = 64;

  private static final float QUALITY = 0.85f;
  private static final String JPEG = "jpeg";

  /**
   * @param edge longer side of what is made, in pixels, at most; a smaller one is not made larger
   * @throws Invalid if it is no JPEG or PNG ({@code IMAGE_TYPE_UNSUPPORTED}), broken or too large
   *     ({@code IMAGE_INVALID})
   */
  static Redrawn of(byte[] file, int edge) {
    var format = format(file);
    if (format.equals(JPEG) && scans(file) > MOST_SCANS) {
      throw invalid("has too many scans");
    }
    var reader = ImageIO.getImageReadersByFormatName(format).next();
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(in, true, true);
      var orientation = format.equals(JPEG) ? Orientation.of(file) : Orientation.UPRIGHT;
      return of(reader, orientation, edge);
    } catch (IOException
        | IllegalArgumentException
        | IllegalStateException
        | IndexOutOfBoundsException
        | NegativeArraySizeException
        | NullPointerException
        | CMMException e) { // what the readers of the JDK throw at broken files
      throw invalid("cannot be read");
    } finally {
      reader.dispose();
    }
  }

  private static String format(byte[] file) {
    if (starts(file, 0xFF, 0xD8, 0xFF)) {
      return JPEG;
    }
    if (starts(file, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')) {
      return "png";
    }
    throw new Invalid("IMAGE_TYPE_UNSUPPORTED", "(body)", "must be a JPEG or a PNG");
  }

  private static boolean starts(byte[] file, int... with) {
    if (file.length < with.length) {
      return false;
    }
    for (var i = 0; i < with.length; i++) {
      if ((file[i] & 0xFF) != with[i]) {
        return false;
      }
    }
    return true;
  }

  /** Packed pixels never hold this marker. */
  private static int scans(byte[] jpeg) {
    var count = 0;
    for (var i = 1; i < jpeg.length; i++) {
      if ((jpeg[i] & 0xFF) == 0xDA && (jpeg[i - 1] & 0xFF) == 0xFF) {
        count++;
      }
    }
    return count;
  }

  private static Redrawn of(ImageReader reader, int orientation, int edge) throws IOException {
    var width = reader.getWidth(0);
    var height = reader.getHeight(0);
    if ((long) width * height > MOST_PIXELS) {
      throw invalid("has more than 40 million pixels");
    }
    var longer = Math.max(width, height);
    var gaps = Math.max(1, (longer + 2 * edge - 1) / (2 * edge));
    var plan = reader.getDefaultReadParam();
    plan.setSourceSubsampling(gaps, gaps, 0, 0);
    var raw = reader.read(0, plan);
    var scale = Math.min(1, edge / (double) Math.max(raw.getWidth(), raw.getHeight()));
    var image = drawn(raw, orientation, scale);
    return new Redrawn(written(image), image.getWidth(), image.getHeight());
  }

  private static BufferedImage drawn(BufferedImage raw, int orientation, double scale) {
    var width = Math.max(1, (int) Math.round(raw.getWidth() * scale));
    var height = Math.max(1, (int) Math.round(raw.getHeight() * scale));
    var side = Orientation.isOnItsSide(orientation);
    var image =
        new BufferedImage(
            side ? height : width, side ? width : height, BufferedImage.TYPE_3BYTE_BGR);
    var pen = image.createGraphics();
    try {
      pen.setColor(Color.WHITE);
      pen.fillRect(0, 0, image.getWidth(), image.getHeight());
      pen.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      var turn = Orientation.upright(orientation, width, height);
      turn.concatenate(
          AffineTransform.getScaleInstance(
              width / (double) raw.getWidth(), height / (double) raw.getHeight()));
      pen.drawRenderedImage(raw, turn);
    } finally {
      pen.dispose();
    }
    return image;
  }

  private static byte[] written(BufferedImage image) throws IOException {
    var writer = ImageIO.getImageWritersByFormatName(JPEG).next();
    var bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      var plan = writer.getDefaultWriteParam();
      plan.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      plan.setCompressionQuality(QUALITY);
      writer.write(null, new IIOImage(image, null, null), plan);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static Invalid invalid(String reason) {
    return new Invalid("IMAGE_INVALID", "(body)", reason);
  }
}
