package com.tokkatot.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.report.FarmStory.AlertDay;
import com.tokkatot.report.FarmStory.Climate;
import com.tokkatot.report.FarmStory.CoopAir;
import com.tokkatot.report.FarmStory.Sum;
import com.tokkatot.report.FarmStory.Wanted;
import com.tokkatot.report.FarmStory.Work;
import com.tokkatot.report.PerformanceReport.Automation;
import com.tokkatot.report.PerformanceReport.Health;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Papers are read back, and painted: the pictures lie in target/papers. */
class FarmPaperTest {

  private static final String FARM = "កសិដ្ឋានសុខដារ៉ា Sok Dara";
  private static final float DPI = 110;
  private static final ZoneId PHNOM_PENH = ZoneId.of("Asia/Phnom_Penh");
  private static final Days MONTH =
      new Days(LocalDate.parse("2026-02-02"), LocalDate.parse("2026-03-03"), PHNOM_PENH);
  private static final Days WEEK =
      new Days(LocalDate.parse("2026-02-25"), LocalDate.parse("2026-03-03"), PHNOM_PENH);

  @ParameterizedTest
  @ValueSource(strings = {"km", "en"})
  @DisplayName("Every line and every chart says in words what is seen")
  void everyLineAndEveryChartSaysWhatIsSeen(String language) throws IOException {
    var words = PaperWords.in(language);
    try (var paper = paper(story(MONTH, 2, 6), language)) {
      var said = said(paper.getDocumentCatalog().getStructureTreeRoot());

      assertThat(paper.getDocumentCatalog().getLanguage()).isEqualTo(language);
      assertThat(paper.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
      assertThat(said)
          .startsWith("H1 " + words.of("title"), "P " + FARM)
          .contains("H2 " + words.of("section.farm"), "P 93.3 %")
          .anyMatch(one -> one.startsWith("Figure ") && one.contains(words.of("temperature")))
          .anyMatch(one -> one.startsWith("P ទ្រុងទី១") || one.startsWith("P កង្ហារ 1, ទ្រុងទី១"));
      assertThat(said.stream().filter(one -> one.startsWith("Figure "))).hasSize(5);
      paint(paper, "month-" + language);
    }
  }

  @Test
  @DisplayName("What is not drawn as letters can be searched for and copied all the same")
  void itCanBeSearchedAndCopied() throws IOException {
    try (var paper = paper(story(MONTH, 2, 6), "km")) {
      var text = new PDFTextStripper().getText(paper);

      assertThat(text).contains("របាយការណ៍កសិដ្ឋាន", "Sok Dara", "ឧបករណ៍");
    }
  }

  @Test
  void aWeekIsDrawnByHours() throws IOException {
    try (var paper = paper(story(WEEK, 1, 2), "km")) {
      assertThat(paper.getNumberOfPages()).isLessThanOrEqualTo(2);
      paint(paper, "week-km");
    }
  }

  @Test
  void aSingleHourIsSeen() throws IOException {
    var whole = story(WEEK, 1, 0);
    var air = whole.coops().get(0).climates().get(0);
    var few = new Climate(air.metric(), air.sums().subList(3, 4), List.of(), air.low(), air.high());
    try (var paper =
        paper(
            new FarmStory(
                FARM,
                WEEK,
                WEEK.to(),
                whole.performance(),
                whole.alerts(),
                List.of(new CoopAir("ទ្រុង", List.of(few))),
                List.of()),
            "km")) {
      paint(paper, "single-km");
      var image = new PDFRenderer(paper).renderImageWithDPI(0, DPI);
      assertThat(painted(image, 0xB9D3EA)).isGreaterThan(50);
      assertThat(painted(image, 0x1B5E9B)).isGreaterThan(5);
    }
  }

  private static int painted(BufferedImage image, int colour) {
    var painted = 0;
    for (var x = 0; x < image.getWidth(); x++) {
      for (var y = 0; y < image.getHeight(); y++) {
        painted += (image.getRGB(x, y) & 0xFFFFFF) == colour ? 1 : 0;
      }
    }
    return painted;
  }

  @Test
  @DisplayName("The largest farm has 30 pages and 1 MB at most")
  void theLargestFarmIsBounded() throws IOException {
    var bytes = new ByteArrayOutputStream();
    FarmPaper.write(story(MONTH, 100, 100), PaperWords.in("km"), bytes);

    assertThat(bytes.size()).isLessThan(1 << 20);
    try (var paper = Loader.loadPDF(bytes.toByteArray())) {
      assertThat(paper.getNumberOfPages()).isLessThanOrEqualTo(30);
    }
  }

  @Test
  void aFarmOfWhichNothingIsKnownHasAPaperToo() throws IOException {
    var nothing =
        new FarmStory(
            "",
            WEEK,
            WEEK.to(),
            performance(WEEK, null),
            WEEK.from().datesUntil(WEEK.to().plusDays(1)).map(d -> new AlertDay(d, 0, 0)).toList(),
            List.of(),
            List.of());

    try (var paper = paper(nothing, "en")) {
      assertThat(new PDFTextStripper().getText(paper)).contains("No readings in these days.");
      paint(paper, "nothing-en");
    }
  }

  @Test
  @DisplayName("Letters that no font of ours has do no harm")
  void unknownLettersDoNoHarm() throws IOException {
    var story = story(WEEK, 1, 1);
    var odd = "ฟาร์ม 🐔\u0007\t\u200b農場 ត្រុង";
    try (var paper =
        paper(
            new FarmStory(
                odd,
                story.days(),
                story.made(),
                story.performance(),
                story.alerts(),
                story.coops(),
                story.works()),
            "km")) {
      assertThat(said(paper.getDocumentCatalog().getStructureTreeRoot())).contains("P " + odd);
    }
  }

  private static PDDocument paper(FarmStory story, String language) throws IOException {
    var bytes = new ByteArrayOutputStream();
    FarmPaper.write(story, PaperWords.in(language), bytes);
    return Loader.loadPDF(bytes.toByteArray());
  }

  private static FarmStory story(Days days, int coops, int devices) {
    var alerts = new ArrayList<AlertDay>();
    days.from()
        .datesUntil(days.to().plusDays(1))
        .forEach(
            day -> {
              var all = day.getDayOfMonth() % 5;
              alerts.add(new AlertDay(day, all, all / 3));
            });
    return new FarmStory(
        FARM,
        days,
        days.to(),
        performance(days, 93.3),
        alerts,
        IntStream.rangeClosed(1, coops)
            .mapToObj(i -> new CoopAir("ទ្រុងទី" + "១២៣៤៥៦៧៨៩".charAt((i - 1) % 9), air(days)))
            .toList(),
        IntStream.rangeClosed(1, devices)
            .mapToObj(i -> new Work("កង្ហារ " + i, i == 2 ? null : "ទ្រុងទី១", 8.25 * i, i, 99.5))
            .toList());
  }

  private static PerformanceReport performance(Days days, Double uptime) {
    return new PerformanceReport(
        days.from(),
        days.to(),
        days.zone().getId(),
        new Health(12, 9, 2, 1),
        14,
        3,
        uptime == null ? new Automation(0, 0, null) : new Automation(120, 118, 98.3),
        uptime);
  }

  private static List<Climate> air(Days days) {
    var sums = new ArrayList<Sum>();
    var damp = new ArrayList<Sum>();
    var wanted = new ArrayList<Wanted>();
    var step = FarmStories.isByHours(days) ? 3600 : 86_400;
    var i = 0;
    for (var at = days.start(); at.isBefore(days.end()); at = at.plusSeconds(step)) {
      i++;
      if (i % 11 != 0) { // a silence
        var mean = 29 + 3 * Math.sin(i / 4.0);
        sums.add(new Sum(at, mean - 3, mean, mean + 4));
        damp.add(new Sum(at, 55, 64 + 5 * Math.cos(i / 3.0), 78));
      }
      wanted.add(new Wanted(at, 32 - i * 0.02, 34 - i * 0.02));
    }
    return List.of(
        new Climate("temperature", sums, wanted, 18.0, 35.0),
        new Climate("humidity", damp, List.of(), 40.0, null));
  }

  private static List<String> said(PDStructureNode node) {
    var said = new ArrayList<String>();
    for (var kid : node.getKids()) {
      if (kid instanceof PDStructureElement element) {
        var words = element.getActualText();
        if (words == null) {
          words = element.getAlternateDescription();
        }
        if (words != null) {
          said.add(element.getStructureType() + " " + words);
        }
        said.addAll(said(element));
      }
    }
    return said;
  }

  /** For people to look at; that there is ink, and none at the edges, is looked at here. */
  private static void paint(PDDocument paper, String name) throws IOException {
    var folder = Files.createDirectories(Path.of("target", "papers"));
    for (var i = 0; i < paper.getNumberOfPages(); i++) {
      var image = new PDFRenderer(paper).renderImageWithDPI(i, DPI);
      ImageIO.write(image, "png", folder.resolve(name + "-" + (i + 1) + ".png").toFile());
      assertThat(inked(image, 60)).as("ink of page %d", i + 1).isGreaterThan(4_000);
      assertThat(inked(image, 0) - inked(image, 20)).as("ink at the edge").isZero();
    }
  }

  private static int inked(BufferedImage image, int edge) {
    var inked = 0;
    for (var x = edge; x < image.getWidth() - edge; x++) {
      for (var y = edge; y < image.getHeight() - edge; y++) {
        inked += (image.getRGB(x, y) & 0xFFFFFF) == 0xFFFFFF ? 0 : 1;
      }
    }
    return inked;
  }
}
