package com.tokkatot.report;

import com.tokkatot.report.FarmStory.AlertDay;
import com.tokkatot.report.FarmStory.Climate;
import com.tokkatot.report.FarmStory.Sum;
import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * A chart over the days of a report.
 *
 * @param box where the lines are; what stands at them is left of it and below
 */
record PaperChart(Paper paper, PaperWords words, Days days, Rectangle2D box) {

  private static final Color GRID = new Color(0xD8DDD9);
  private static final Color TEXT = new Color(0x47514B);
  private static final Color GOOD = new Color(0xCDEBD3);
  private static final Color EDGE = new Color(0x3C9A53);
  private static final Color RANGE = new Color(0xB9D3EA);
  private static final Color MEAN = new Color(0x1B5E9B);
  private static final Color LIMIT = new Color(0xC62828);
  private static final Color SOME = new Color(0xE0A030);
  private static final double SMALL = 7;
  private static final double ALONE = 2.5;
  private static final int MOST_DATES = 7;
  private static final int LINES = 4;
  private static final double[] STEPS = {1, 2, 5};

  private record Scale(double low, double high, double step) {}

  /** The mean as a line over what the birds want, over all between the lowest and the highest. */
  void of(Climate climate) throws IOException {
    var scale = scale(climate);
    var middle = Duration.ofMinutes(FarmStories.isByHours(days) ? 30 : 12 * 60);
    var parts = parts(climate.sums());
    paper.colour(RANGE);
    for (var part : parts) {
      paper.fill(
          band(
              spots(part, middle).stream()
                  .map(at -> ends(scale, at.x, at.sum.low(), at.sum.high()))
                  .toList()));
    }
    var good =
        band(
            climate.wanted().stream()
                .map(one -> ends(scale, x(one.at().plus(middle)), one.low(), one.high()))
                .toList());
    paper.colour(GOOD);
    paper.fill(good);
    grid(scale);
    paper.colour(EDGE);
    paper.stroke(good, 0.6, 0);
    paper.colour(MEAN);
    for (var part : parts) {
      var path = new Path2D.Double();
      spots(part, middle).forEach(at -> go(path, at.x, y(scale, at.sum.mean())));
      paper.stroke(path, 1.2, 0);
    }
    paper.colour(LIMIT);
    limit(scale, climate.low());
    limit(scale, climate.high());
  }

  private double[] ends(Scale scale, double x, double low, double high) {
    return new double[] {x, y(scale, low), y(scale, high)};
  }

  private record Spot(double x, Sum sum) {}

  /** One that stands alone is drawn a little wide, or it would not be seen. */
  private List<Spot> spots(List<Sum> part, Duration middle) {
    var spots = part.stream().map(sum -> new Spot(x(sum.at().plus(middle)), sum)).toList();
    if (spots.size() > 1) {
      return spots;
    }
    var alone = spots.get(0);
    return List.of(new Spot(alone.x - ALONE, alone.sum), new Spot(alone.x + ALONE, alone.sum));
  }

  /** A bar a day, the critical ones at its foot. */
  void of(List<AlertDay> alerts) throws IOException {
    var most = alerts.stream().mapToLong(AlertDay::all).max().orElse(0);
    var scale = new Scale(0, Math.max(1, most), step(Math.max(1, most)));
    grid(scale);
    var width = box.getWidth() / alerts.size();
    for (var i = 0; i < alerts.size(); i++) {
      var x = box.getX() + i * width + width * 0.15;
      bar(x, width * 0.7, y(scale, alerts.get(i).all()), SOME);
      bar(x, width * 0.7, y(scale, alerts.get(i).bad()), LIMIT);
    }
  }

  private void bar(double x, double width, double top, Color colour) throws IOException {
    if (top < box.getMaxY()) {
      paper.colour(colour);
      paper.fill(new Rectangle2D.Double(x, top, width, box.getMaxY() - top));
    }
  }

  private Scale scale(Climate climate) {
    var all =
        DoubleStream.concat(
                climate.sums().stream().flatMapToDouble(s -> DoubleStream.of(s.low(), s.high())),
                climate.wanted().stream().flatMapToDouble(w -> DoubleStream.of(w.low(), w.high())))
            .summaryStatistics();
    var low = climate.low() == null ? all.getMin() : Math.min(all.getMin(), climate.low());
    var high = climate.high() == null ? all.getMax() : Math.max(all.getMax(), climate.high());
    var step = step(Math.max(1, high - low));
    return new Scale(
        Math.floor((low - 1e-9) / step) * step, Math.ceil((high + 1e-9) / step) * step, step);
  }

  /** A round number of which some four fit in. */
  private static double step(double range) {
    for (var ten = 1.0; ; ten *= 10) {
      for (var step : STEPS) {
        if (range / (step * ten) <= LINES) {
          return step * ten;
        }
      }
    }
  }

  private void grid(Scale scale) throws IOException {
    for (var value = scale.low; value <= scale.high + 1e-9; value += scale.step) {
      var y = y(scale, value);
      paper.colour(GRID);
      paper.stroke(new Line2D.Double(box.getX(), y, box.getMaxX(), y), 0.5, 0);
      paper.colour(TEXT);
      var said = Lettering.REGULAR.line(String.format(Locale.ROOT, "%.0f", value));
      paper.draw(Placed.before(said, box.getX() - 4, y + SMALL / 3, SMALL));
    }
    var count = days.from().until(days.to().plusDays(1), ChronoUnit.DAYS);
    var every = (count + MOST_DATES - 1) / MOST_DATES;
    for (var day = days.from(); !day.isAfter(days.to()); day = day.plusDays(every)) {
      paper.draw(
          new Placed(
              Lettering.REGULAR.line(words.shortDate(day)),
              x(days.startOf(day)),
              box.getMaxY() + SMALL + 4,
              SMALL));
    }
  }

  private void limit(Scale scale, Double value) throws IOException {
    if (value != null) {
      var y = y(scale, value);
      paper.stroke(new Line2D.Double(box.getX(), y, box.getMaxX(), y), 0.8, 3);
    }
  }

  /** Cut where nothing was measured. */
  private List<List<Sum>> parts(List<Sum> sums) {
    var most = FarmStories.isByHours(days) ? Duration.ofHours(1) : Duration.ofHours(25);
    var parts = new ArrayList<List<Sum>>();
    Sum before = null;
    for (var sum : sums) {
      if (before == null || Duration.between(before.at(), sum.at()).compareTo(most) > 0) {
        parts.add(new ArrayList<>());
      }
      parts.get(parts.size() - 1).add(sum);
      before = sum;
    }
    return parts;
  }

  private static Path2D band(List<double[]> ends) {
    var path = new Path2D.Double();
    for (var i = 0; i < ends.size(); i++) {
      go(path, ends.get(i)[0], ends.get(i)[1]);
    }
    for (var i = ends.size() - 1; i >= 0; i--) {
      go(path, ends.get(i)[0], ends.get(i)[2]);
    }
    if (!ends.isEmpty()) {
      path.closePath();
    }
    return path;
  }

  private static void go(Path2D path, double x, double y) {
    if (path.getCurrentPoint() == null) {
      path.moveTo(x, y);
    } else {
      path.lineTo(x, y);
    }
  }

  private double x(Instant at) {
    var whole = (double) Duration.between(days.start(), days.end()).toMillis();
    return box.getX() + box.getWidth() * Duration.between(days.start(), at).toMillis() / whole;
  }

  private double y(Scale scale, double value) {
    return box.getMaxY() - box.getHeight() * (value - scale.low) / (scale.high - scale.low);
  }
}
