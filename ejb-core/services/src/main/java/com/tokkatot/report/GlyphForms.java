package com.tokkatot.report;

import com.tokkatot.report.Lettering.Glyph;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDFormContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;

/** Writes outlines, and each letter's once for a whole document: they are most of its bytes. */
final class GlyphForms {

  /** Screens cut at whole pixels: a frame close to a letter would cut off thin strokes. */
  private static final float ROOM = Lettering.SIZE / 2;

  private final PDDocument document;
  private final Map<Key, PDFormXObject> forms = new HashMap<>();

  GlyphForms(PDDocument document) {
    this.document = document;
  }

  private record Key(Lettering.Face face, int code) {}

  /** A letter, upwards, at the size it was shaped in. */
  PDFormXObject of(Glyph glyph) throws IOException {
    var key = new Key(glyph.face(), glyph.code());
    var form = forms.get(key);
    if (form == null) {
      form = made(glyph.outline());
      forms.put(key, form);
    }
    return form;
  }

  private PDFormXObject made(Shape outline) throws IOException {
    var form = new PDFormXObject(document);
    var upwards = AffineTransform.getScaleInstance(1, -1);
    var bounds = upwards.createTransformedShape(outline).getBounds();
    form.setBBox(
        new PDRectangle(
            bounds.x - ROOM, bounds.y - ROOM, bounds.width + 2 * ROOM, bounds.height + 2 * ROOM));
    form.setResources(new PDResources());
    try (var pen = new PDFormContentStream(form)) {
      trace(
          outline,
          upwards,
          new Nib() {
            @Override
            public void move(float x, float y) throws IOException {
              pen.moveTo(x, y);
            }

            @Override
            public void line(float x, float y) throws IOException {
              pen.lineTo(x, y);
            }

            @Override
            public void curve(float x1, float y1, float x2, float y2, float x, float y)
                throws IOException {
              pen.curveTo(x1, y1, x2, y2, x, y);
            }

            @Override
            public void close() throws IOException {
              pen.closePath();
            }
          });
      pen.fill();
    }
    return form;
  }

  /**
   * Goes along a shape on a page.
   *
   * @param height of the page: shapes go downwards, pages upwards
   * @return whether there was anything
   */
  static boolean trace(Shape shape, double height, PDPageContentStream pen) throws IOException {
    return trace(
        shape,
        new AffineTransform(1, 0, 0, -1, 0, height),
        new Nib() {
          @Override
          public void move(float x, float y) throws IOException {
            pen.moveTo(x, y);
          }

          @Override
          public void line(float x, float y) throws IOException {
            pen.lineTo(x, y);
          }

          @Override
          public void curve(float x1, float y1, float x2, float y2, float x, float y)
              throws IOException {
            pen.curveTo(x1, y1, x2, y2, x, y);
          }

          @Override
          public void close() throws IOException {
            pen.closePath();
          }
        });
  }

  /** Papers write pages and forms by classes that have nothing public in common. */
  private interface Nib {
    void move(float x, float y) throws IOException;

    void line(float x, float y) throws IOException;

    void curve(float x1, float y1, float x2, float y2, float x, float y) throws IOException;

    void close() throws IOException;
  }

  private static boolean trace(Shape shape, AffineTransform place, Nib nib) throws IOException {
    var at = new float[6];
    var x = 0f;
    var y = 0f;
    var any = false;
    for (var path = shape.getPathIterator(place); !path.isDone(); path.next()) {
      any = true;
      switch (path.currentSegment(at)) {
        case PathIterator.SEG_MOVETO -> nib.move(x = at[0], y = at[1]);
        case PathIterator.SEG_LINETO -> nib.line(x = at[0], y = at[1]);
        case PathIterator.SEG_QUADTO -> {
          // Papers know curves with two handles only.
          nib.curve(
              x + (at[0] - x) * 2 / 3,
              y + (at[1] - y) * 2 / 3,
              at[2] + (at[0] - at[2]) * 2 / 3,
              at[3] + (at[1] - at[3]) * 2 / 3,
              at[2],
              at[3]);
          x = at[2];
          y = at[3];
        }
        case PathIterator.SEG_CUBICTO -> {
          nib.curve(at[0], at[1], at[2], at[3], at[4], at[5]);
          x = at[4];
          y = at[5];
        }
        default -> nib.close();
      }
    }
    return any;
  }
}
