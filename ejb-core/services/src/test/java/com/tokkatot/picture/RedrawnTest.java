package com.tokkatot.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.shared.Invalid;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedrawnTest {

  @ParameterizedTest
  @CsvSource({"4000, 3000, 1600, 1200", "900, 3600, 400, 1600", "80, 60, 80, 60", "1, 1, 1, 1"})
  void aLargeOneBecomesSmallAndASmallOneStays(int width, int height, int newWidth, int newHeight) {
    var drawn = Redrawn.of(TestImages.jpeg(width, height), 1600);

    assertThat(drawn.width()).isEqualTo(newWidth);
    assertThat(drawn.height()).isEqualTo(newHeight);
    assertThat(TestImages.read(drawn.jpeg()).getWidth()).isEqualTo(newWidth);
  }

  @Test
  @DisplayName("Nothing of what a camera writes beside the picture is left")
  void nothingOfTheCameraIsLeft() {
    var held = TestImages.held(TestImages.jpeg(64, 48), 1);
    assertThat(text(held)).contains("Exif", "11.5564");

    assertThat(text(Redrawn.of(held, 512).jpeg())).doesNotContain("Exif", "11.5564");
  }

  /** Where red is, as a letter, when the picture with red on its left was held like this. */
  @ParameterizedTest
  @CsvSource({"1, L", "2, R", "3, R", "4, L", "5, T", "6, T", "7, B", "8, B"})
  void theyAreTurnedUpright(int orientation, String red) {
    var drawn = Redrawn.of(TestImages.held(TestImages.jpeg(160, 80), orientation), 512);

    var image = TestImages.read(drawn.jpeg());
    assertThat(image.getWidth()).isEqualTo(orientation > 4 ? 80 : 160);
    assertThat(at(image, red)).isEqualTo("red");
    assertThat(at(image, Map.of("L", "R", "R", "L", "T", "B", "B", "T").get(red)))
        .isEqualTo("blue");
  }

  private static String at(BufferedImage image, String side) {
    var width = image.getWidth();
    var height = image.getHeight();
    var found =
        switch (side) {
          case "L" -> new Color(image.getRGB(width / 8, height / 2));
          case "R" -> new Color(image.getRGB(width * 7 / 8, height / 2));
          case "T" -> new Color(image.getRGB(width / 2, height / 8));
          default -> new Color(image.getRGB(width / 2, height * 7 / 8));
        };
    if (found.getRed() > 200 && found.getBlue() < 60) {
      return "red";
    }
    return found.getBlue() > 200 && found.getRed() < 60 ? "blue" : found.toString();
  }

  @Test
  void whatCannotBeSeenThroughIsWhite() {
    var clear = new BufferedImage(40, 40, BufferedImage.TYPE_INT_ARGB);

    var image = TestImages.read(Redrawn.of(TestImages.png(clear), 512).jpeg());

    assertThat(new Color(image.getRGB(20, 20))).isEqualTo(Color.WHITE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GIF89a....", "RIFF....WEBPVP8 ", "<svg/>", "{}", "\u0000"})
  void whatIsNeitherJpegNorPngIsRefused(String file) {
    assertRefused(file.getBytes(StandardCharsets.ISO_8859_1), "IMAGE_TYPE_UNSUPPORTED");
  }

  @Test
  @DisplayName("A small file that says it is huge is refused by its header")
  void aBombIsRefusedByItsHeader() {
    var bomb = TestImages.png(new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY));
    ByteBuffer.wrap(bomb).putInt(16, 30_000).putInt(20, 30_000);
    var sum = new CRC32();
    sum.update(bomb, 12, 17);
    ByteBuffer.wrap(bomb).putInt(29, (int) sum.getValue());

    assertThatThrownBy(() -> Redrawn.of(bomb, 512))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("40 million pixels");
  }

  @Test
  void aJpegOfVeryManyScansIsRefused() {
    var file = new ByteArrayOutputStream();
    file.writeBytes(TestImages.jpeg(16, 16));
    for (var i = 0; i < 100; i++) {
      file.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xDA});
    }

    assertThatThrownBy(() -> Redrawn.of(file.toByteArray(), 512))
        .hasMessageContaining("too many scans");
  }

  @Test
  @DisplayName("Broken files are refused or read as far as they go, and nothing else comes of them")
  void brokenFilesAreRefused() {
    var random = new Random(7);
    var image = TestImages.halves(200, 100, BufferedImage.TYPE_3BYTE_BGR);
    for (var good : new byte[][] {TestImages.jpeg(200, 100), TestImages.png(image)}) {
      for (var i = 0; i < 400; i++) {
        var file = Arrays.copyOf(good, 12 + random.nextInt(good.length - 12));
        for (var wrong = random.nextInt(12); wrong > 0; wrong--) {
          file[12 + random.nextInt(file.length - 12 + 1) - 1] = (byte) random.nextInt();
        }
        try {
          assertThat(Redrawn.of(file, 512).width()).isPositive();
        } catch (Invalid e) {
          assertThat(e.code()).startsWith("IMAGE_");
        }
      }
    }
  }

  private static void assertRefused(byte[] file, String code) {
    assertThatThrownBy(() -> Redrawn.of(file, 512))
        .isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static String text(byte[] file) {
    return new String(file, StandardCharsets.ISO_8859_1);
  }
}
