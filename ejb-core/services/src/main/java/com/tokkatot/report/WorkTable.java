package com.tokkatot.report;

import com.tokkatot.report.FarmStory.Work;
import java.awt.Color;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What devices did, a row each; a row is read in one go. */
record WorkTable(Paper paper, PaperWords words) {

  /** Height of a row. */
  static final double ROW = 19;

  private static final Color INK = new Color(0x1A211D);
  private static final Color FAINT = new Color(0x47514B);
  private static final double SIZE = 10;
  private static final double END = Paper.WIDTH - Paper.MARGIN;

  /**
   * @param y where it begins
   */
  void head(double y) throws IOException {
    paper.colour(FAINT);
    var names =
        Stream.of("device", "coop", "hours", "cycles", "reached")
            .map(name -> words.of("work." + name))
            .toList();
    cells(String.join(", ", names), Lettering.BOLD, y, names);
  }

  /**
   * @param y where it begins
   */
  void row(Work work, double y) throws IOException {
    paper.colour(INK);
    var coop = work.coop() == null ? words.of("none") : work.coop();
    var hours = String.format(Locale.ROOT, "%.1f", work.hours());
    var cycles = Integer.toString(work.cycles());
    var reached = words.number(work.reached());
    var said =
        words.of(
            "work.row",
            Map.of(
                "hours", hours,
                "cycles", cycles,
                "reached", reached,
                "coop", coop,
                "device", work.device()));
    cells(said, Lettering.REGULAR, y, List.of(work.device(), coop, hours, cycles, reached));
  }

  private void cells(String said, Lettering letters, double y, List<String> cells)
      throws IOException {
    var x = Paper.MARGIN;
    var base = y + ROW * 0.63;
    paper.say(
        "P",
        said,
        List.of(
            Placed.within(letters.line(cells.get(0)), x, base, SIZE, 160),
            Placed.within(letters.line(cells.get(1)), x + 170, base, SIZE, 120),
            Placed.before(letters.line(cells.get(2)), x + 370, base, SIZE),
            Placed.before(letters.line(cells.get(3)), x + 435, base, SIZE),
            Placed.before(letters.line(cells.get(4)), END, base, SIZE)));
  }
}
