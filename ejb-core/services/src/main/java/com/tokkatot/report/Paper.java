package com.tokkatot.report;

import com.tokkatot.report.Lettering.Line;
import java.awt.Color;
import java.awt.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDNumberTreeNode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDParentTreeValue;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDMarkedContent;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;
import org.apache.pdfbox.util.Matrix;

/**
 * A document of A4 pages. What is seen are outlines; with each line goes what it says, twice: as
 * tagged text for who has it read aloud, and as letters that are not drawn for who searches and
 * copies. Places are points of 1/72 inch from the left and from the top. The caller closes it.
 */
final class Paper implements AutoCloseable {

  static final double WIDTH = PDRectangle.A4.getWidth();
  static final double HEIGHT = PDRectangle.A4.getHeight();
  static final double MARGIN = 42;

  private final PDDocument document = new PDDocument();
  private final GlyphForms glyphs = new GlyphForms(document);
  private final PDStructureTreeRoot root = new PDStructureTreeRoot();
  private final PDStructureElement body = new PDStructureElement("Document", root);
  private final Map<Integer, PDParentTreeValue> marked = new HashMap<>();
  private final Map<byte[], PDFont> fonts = new HashMap<>();
  private PDPage page;
  private PDPageContentStream pen;
  private COSArray marks;

  /**
   * @param language {@code km} or {@code en}
   */
  Paper(String language, String title) throws IOException {
    var catalog = document.getDocumentCatalog();
    catalog.setLanguage(language);
    catalog.setStructureTreeRoot(root);
    var isMarked = new PDMarkInfo();
    isMarked.setMarked(true);
    catalog.setMarkInfo(isMarked);
    var view = new PDViewerPreferences(new COSDictionary());
    view.setDisplayDocTitle(true);
    catalog.setViewerPreferences(view);
    document.getDocumentInformation().setTitle(title);
    root.appendKid(body);
    turn();
  }

  /** Begins another page. */
  void turn() throws IOException {
    if (pen != null) {
      pen.close();
    }
    var number = document.getNumberOfPages();
    page = new PDPage(PDRectangle.A4);
    page.setStructParents(number);
    document.addPage(page);
    marks = new COSArray();
    marked.put(number, new PDParentTreeValue(marks));
    pen = new PDPageContentStream(document, page);
    if (number > 0) {
      var said = Lettering.REGULAR.line(Integer.toString(number + 1));
      aside(() -> draw(Placed.before(said, WIDTH - MARGIN, HEIGHT - MARGIN / 2, 9)));
    }
  }

  /** Something that is drawn. */
  @FunctionalInterface
  interface Drawing {
    /** Draws it. */
    void draw() throws IOException;
  }

  /**
   * What is read in one go: a heading or a paragraph, as the role says.
   *
   * @param words what it says, all of it
   */
  void say(String role, String words, List<Placed> lines) throws IOException {
    var says = new COSDictionary();
    says.setString(COSName.ACTUAL_TEXT, words);
    begin(role, says).setActualText(words);
    for (var one : lines) {
      draw(one);
      letters(one.line(), one.x(), one.y(), one.size());
    }
    pen.endMarkedContent();
  }

  void say(String role, Placed line) throws IOException {
    say(role, line.line().text(), List.of(line));
  }

  /** A picture, and what it says in words. */
  void figure(String words, Drawing drawing) throws IOException {
    begin("Figure", new COSDictionary()).setAlternateDescription(words);
    drawing.draw();
    pen.endMarkedContent();
  }

  /** What need not be read. */
  void aside(Drawing drawing) throws IOException {
    pen.beginMarkedContent(COSName.ARTIFACT);
    drawing.draw();
    pen.endMarkedContent();
  }

  /** A line's outlines, in the colour that is set. */
  void draw(Placed one) throws IOException {
    var scale = (float) (one.size() / Lettering.SIZE);
    for (var glyph : one.line().glyphs()) {
      pen.saveGraphicsState();
      pen.transform(
          new Matrix(
              scale,
              0,
              0,
              scale,
              (float) (one.x() + glyph.x() * scale),
              (float) (HEIGHT - one.y() - glyph.y() * scale)));
      pen.drawForm(glyphs.of(glyph));
      pen.restoreGraphicsState();
    }
  }

  void colour(Color colour) throws IOException {
    pen.setNonStrokingColor(colour);
    pen.setStrokingColor(colour);
  }

  void fill(Shape shape) throws IOException {
    if (GlyphForms.trace(shape, HEIGHT, pen)) {
      pen.fill();
    }
  }

  /**
   * @param dashes length of dashes and gaps; 0 for a whole line
   */
  void stroke(Shape shape, double width, double dashes) throws IOException {
    pen.setLineWidth((float) width);
    pen.setLineDashPattern(dashes == 0 ? new float[0] : new float[] {(float) dashes}, 0);
    if (GlyphForms.trace(shape, HEIGHT, pen)) {
      pen.stroke();
    }
  }

  /** Writes the whole document. */
  void writeTo(OutputStream out) throws IOException {
    pen.close();
    pen = null;
    var tree = new PDNumberTreeNode(PDParentTreeValue.class);
    tree.setNumbers(marked);
    root.setParentTree(tree);
    root.setParentTreeNextKey(marked.size());
    document.save(out);
  }

  @Override
  public void close() throws IOException {
    document.close();
  }

  private PDStructureElement begin(String role, COSDictionary properties) throws IOException {
    var number = marks.size();
    var tag = COSName.getPDFName(role);
    properties.setInt(COSName.MCID, number);
    pen.beginMarkedContent(tag, PDPropertyList.create(properties));
    var element = new PDStructureElement(role, body);
    element.setPage(page);
    element.appendKid(PDMarkedContent.create(tag, properties));
    body.appendKid(element);
    marks.add(element);
    return element;
  }

  /** Not drawn; as wide as what is. */
  private void letters(Line line, double x, double y, double size) throws IOException {
    pen.beginText();
    pen.setRenderingMode(RenderingMode.NEITHER);
    pen.newLineAtOffset((float) x, (float) (HEIGHT - y));
    var widths = 0.0;
    for (var run : line.runs()) {
      widths += font(run).getStringWidth(known(run)) / 1000 * size;
    }
    if (widths > 0) {
      pen.setHorizontalScaling((float) (100 * line.width() * size / widths));
      for (var run : line.runs()) {
        pen.setFont(font(run), (float) size);
        pen.showText(known(run));
      }
    }
    pen.endText();
  }

  private PDFont font(Lettering.Run run) throws IOException {
    var file = run.face().file();
    var font = fonts.get(file);
    if (font == null) {
      font = PDType0Font.load(document, new ByteArrayInputStream(file), true);
      fonts.put(file, font);
    }
    return font;
  }

  private static String known(Lettering.Run run) {
    return run.text()
        .codePoints()
        .filter(letter -> run.face().font().canDisplay(letter) && !Character.isISOControl(letter))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
