package com.tokkatot.report;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * Sets a line in Khmer and Latin letters, as outlines: a paper's own text knows no shaping, and
 * Khmer letters stand before, above and below each other. Java shapes them; the fonts come with us,
 * so that nothing depends on what the server has.
 */
final class Lettering {

  static final Lettering REGULAR = new Lettering("400");
  static final Lettering BOLD = new Lettering("700");

  /** Shaped at this size, and scaled: hints of small sizes are for screens. */
  static final float SIZE = 100;

  private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);
  private static final int LAST_LATIN = 0x024F;

  private final Face latin;
  private final Face khmer;

  private Lettering(String weight) {
    latin = face("noto-sans-khmer-latin-" + weight + "-normal.woff");
    khmer = face("noto-sans-khmer-khmer-" + weight + "-normal.woff");
  }

  /**
   * A font.
   *
   * @param file as papers embed it
   */
  record Face(Font font, byte[] file) {}

  /** Letters of one font that follow each other. */
  record Run(String text, Face face) {}

  /**
   * A letter, or part of one.
   *
   * @param code which one of its font
   * @param x where it stands in its line, at size {@link #SIZE}; y downwards
   * @param outline from its own place, downwards, at that size
   */
  record Glyph(Face face, int code, double x, double y, Shape outline) {}

  /**
   * A line.
   *
   * @param text what it says
   * @param glyphs what is drawn
   * @param width at size 1
   */
  record Line(String text, List<Glyph> glyphs, double width, List<Run> runs) {}

  /** Letters that neither font has are drawn as boxes. */
  Line line(String text) {
    var runs = runs(text);
    var all = new ArrayList<Glyph>();
    var width = 0.0;
    for (var run : runs) {
      var letters = run.text.toCharArray();
      var glyphs =
          run.face.font.layoutGlyphVector(
              EXACT, letters, 0, letters.length, Font.LAYOUT_LEFT_TO_RIGHT);
      for (var i = 0; i < glyphs.getNumGlyphs(); i++) {
        var at = glyphs.getGlyphPosition(i);
        var outline = glyphs.getGlyphOutline(i, (float) -at.getX(), (float) -at.getY());
        if (!outline.getBounds2D().isEmpty()) {
          all.add(
              new Glyph(run.face, glyphs.getGlyphCode(i), width + at.getX(), at.getY(), outline));
        }
      }
      width += glyphs.getGlyphPosition(glyphs.getNumGlyphs()).getX();
    }
    return new Line(text, all, width / SIZE, runs);
  }

  private List<Run> runs(String text) {
    var runs = new ArrayList<Run>();
    var from = 0;
    Face before = null;
    for (var i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      var face = faceOf(text.codePointAt(i));
      if (face != before && before != null) {
        runs.add(new Run(text.substring(from, i), before));
        from = i;
      }
      before = face;
    }
    if (before != null) {
      runs.add(new Run(text.substring(from), before));
    }
    return runs;
  }

  private Face faceOf(int letter) {
    if (letter <= LAST_LATIN || !khmer.font.canDisplay(letter)) {
      return latin;
    }
    return khmer;
  }

  private static Face face(String name) {
    try (var in = Lettering.class.getResourceAsStream(name)) {
      var file = Woff.unpacked(in.readAllBytes());
      return new Face(font(file).deriveFont(SIZE), file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Font font(byte[] file) throws IOException {
    try {
      return Font.createFont(Font.TRUETYPE_FONT, new ByteArrayInputStream(file));
    } catch (IOException e) {
      // Java asks for the system's fonts first, and fails where there is no fontconfig; a list of
      // its own, with nothing in it, keeps it from asking.
      var none = Files.createTempFile("tokkatot-fontconfig", ".properties");
      none.toFile().deleteOnExit();
      Files.writeString(none, "version=1\nsequence.allfonts=default\n");
      System.setProperty("sun.awt.fontconfig", none.toString());
      return again(file);
    } catch (FontFormatException e) {
      throw new IllegalStateException("a font of ours is broken", e);
    }
  }

  private static Font again(byte[] file) throws IOException {
    try {
      return Font.createFont(Font.TRUETYPE_FONT, new ByteArrayInputStream(file));
    } catch (FontFormatException e) {
      throw new IllegalStateException("a font of ours is broken", e);
    }
  }
}
