package com.tokkatot.report;

import com.tokkatot.report.FarmStory.AlertDay;
import com.tokkatot.report.FarmStory.Climate;
import com.tokkatot.report.FarmStory.CoopAir;
import com.tokkatot.report.FarmStory.Sum;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The report of a farm on paper: how it did, alerts by day, the air in its coops, what its devices
 * did. Some 4 coops or 35 devices stand on a page, so that it has at most 30.
 */
final class FarmPaper {

  private static final Color INK = new Color(0x1A211D);
  private static final Color FAINT = new Color(0x47514B);
  private static final Color HEAD = new Color(0x0B5B2A);
  private static final double FULL = Paper.WIDTH - 2 * Paper.MARGIN;
  private static final double AXIS = 24;
  private static final double CHART = 92;
  private static final int TILES = 3;

  private final FarmStory story;
  private final PaperWords words;
  private final Paper paper;
  private double y = Paper.MARGIN;

  private FarmPaper(FarmStory story, PaperWords words, Paper paper) {
    this.story = story;
    this.words = words;
    this.paper = paper;
  }

  static void write(FarmStory story, PaperWords words, OutputStream out) throws IOException {
    try (var paper = new Paper(words.language(), words.of("title") + ": " + story.farm())) {
      new FarmPaper(story, words, paper).draw();
      paper.writeTo(out);
    }
  }

  private void draw() throws IOException {
    head();
    numbers();
    alerts();
    for (var coop : story.coops()) {
      coop(coop);
    }
    if (story.coops().isEmpty()) {
      line("P", Lettering.REGULAR, words.of("nothing"), 10, FAINT, 24);
    } else {
      line("P", Lettering.REGULAR, words.of("legend"), 8, FAINT, 18);
    }
    works();
  }

  private void head() throws IOException {
    var days = story.days();
    line("H1", Lettering.BOLD, words.of("title"), 24, HEAD, 40);
    line("P", Lettering.BOLD, story.farm(), 17, INK, 30);
    var period =
        words.of("period", Map.of("from", words.date(days.from()), "to", words.date(days.to())));
    line("P", Lettering.REGULAR, period, 12, INK, 21);
    var zone = words.of("zone", Map.of("zone", days.zone().getId()));
    var made = words.of("made", Map.of("day", words.date(story.made())));
    line("P", Lettering.REGULAR, zone + " · " + made, 9, FAINT, 17);
  }

  private record Tile(String label, String value) {}

  private void numbers() throws IOException {
    heading("section.farm");
    var report = story.performance();
    var health = report.deviceHealth();
    var automation = report.automationEfficiency();
    var good = Long.toString(automation.successful());
    var tiles =
        List.of(
            tile("devices", health.total()),
            tile("devices.healthy", health.healthy()),
            tile("devices.degraded", health.degraded()),
            tile("devices.offline", health.offline()),
            tile("alerts", report.alertsTriggered()),
            tile("alerts.critical", report.criticalAlerts()),
            tile("commands", automation.scheduledCommands()),
            new Tile(
                words.of("commands.good"),
                automation.successRate() == null
                    ? good
                    : good + " (" + words.number(automation.successRate()) + " %)"),
            new Tile(
                words.of("uptime"),
                report.uptimePercent() == null
                    ? words.of("none")
                    : words.number(report.uptimePercent()) + " %"));
    for (var i = 0; i < tiles.size(); i++) {
      var x = Paper.MARGIN + i % TILES * FULL / TILES;
      var row = y + (double) (i / TILES) * 48;
      paper.colour(FAINT);
      var label = Lettering.REGULAR.line(tiles.get(i).label);
      paper.say("P", Placed.within(label, x, row + 10, 10, FULL / TILES - 10));
      paper.colour(INK);
      paper.say("P", new Placed(Lettering.BOLD.line(tiles.get(i).value), x, row + 30, 17));
    }
    y += 48 * tiles.size() / (double) TILES;
  }

  private Tile tile(String key, long value) {
    return new Tile(words.of(key), Long.toString(value));
  }

  private void alerts() throws IOException {
    room(CHART + 76);
    heading("section.alerts");
    var all = story.alerts().stream().mapToLong(AlertDay::all).sum();
    var most = story.alerts().stream().max(Comparator.comparingLong(AlertDay::all)).orElseThrow();
    var count = story.alerts().size();
    if (all == 0) {
      line("P", Lettering.REGULAR, words.of("alerts.none", Map.of("days", count)), 10, INK, 22);
      return;
    }
    var said =
        words.of(
            "alerts.words",
            Map.of(
                "n", all,
                "days", count,
                "bad", story.alerts().stream().mapToLong(AlertDay::bad).sum(),
                "day", words.date(most.day()),
                "most", most.all()));
    line("P", Lettering.REGULAR, said, 10, INK, 20);
    var box = new Rectangle2D.Double(Paper.MARGIN + AXIS, y + 6, FULL - AXIS, CHART - 20);
    var chart = new PaperChart(paper, words, story.days(), box);
    paper.figure(said, () -> chart.of(story.alerts()));
    y += CHART + 12;
  }

  private void coop(CoopAir coop) throws IOException {
    room(CHART + 72);
    var name =
        coop.coop() == null
            ? words.of("coop.none")
            : words.of("section.coop", Map.of("coop", coop.coop()));
    line("H2", Lettering.BOLD, name, 13, HEAD, 26);
    var width = FULL / 2;
    for (var i = 0; i < coop.climates().size(); i++) {
      climate(coop.climates().get(i), Paper.MARGIN + i * width, width - 8);
    }
    y += CHART + 40;
  }

  private void climate(Climate climate, double x, double width) throws IOException {
    var said = said(climate);
    paper.colour(INK);
    paper.say("P", Placed.within(Lettering.REGULAR.line(said), x, y + 10, 9.5, width));
    var box = new Rectangle2D.Double(x + AXIS, y + 22, width - AXIS, CHART);
    var chart = new PaperChart(paper, words, story.days(), box);
    paper.figure(said, () -> chart.of(climate));
  }

  private String said(Climate climate) {
    var sums = climate.sums();
    return words.of(
        "metric.words",
        Map.of(
            "metric", words.of(climate.metric()),
            "mean", words.number(sums.stream().mapToDouble(Sum::mean).average().orElseThrow()),
            "low", words.number(sums.stream().mapToDouble(Sum::low).min().orElseThrow()),
            "high", words.number(sums.stream().mapToDouble(Sum::high).max().orElseThrow())));
  }

  private void works() throws IOException {
    if (story.works().isEmpty()) {
      return;
    }
    room(90);
    heading("section.work");
    var table = new WorkTable(paper, words);
    table.head(y);
    y += WorkTable.ROW;
    for (var work : story.works()) {
      if (y + WorkTable.ROW > Paper.HEIGHT - Paper.MARGIN) {
        turn();
        table.head(y);
        y += WorkTable.ROW;
      }
      table.row(work, y);
      y += WorkTable.ROW;
    }
  }

  private void heading(String key) throws IOException {
    y += 10;
    line("H2", Lettering.BOLD, words.of(key), 14, HEAD, 28);
  }

  /** A line of its own; Khmer letters need that much room above and below. */
  private void line(
      String role, Lettering letters, String text, double size, Color colour, double height)
      throws IOException {
    room(height);
    paper.colour(colour);
    paper.say(role, Placed.within(letters.line(text), Paper.MARGIN, y + height * 0.6, size, FULL));
    y += height;
  }

  private void room(double height) throws IOException {
    if (y + height > Paper.HEIGHT - Paper.MARGIN) {
      turn();
    }
  }

  private void turn() throws IOException {
    paper.turn();
    y = Paper.MARGIN;
  }
}
