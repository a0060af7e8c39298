package com.tokkatot.rules.analysis;

import com.tokkatot.rules.analysis.Anomaly.Kind;
import com.tokkatot.rules.analysis.Trend.Point;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whether a sensor leaves the coop's others: the trend (Theil–Sen) of the daily median of its
 * difference from the median of the others, where that trend is sure and has gone far enough. Of
 * two sensors that part nobody can say which is wrong: both are told. Of more, only the one that
 * has gone farthest. Source: comparison with a collocated reference, as in WMO-No. 8, "Guide to
 * Instruments and Methods of Observation", part V.
 */
final class Drift {

  private static final int LEAST_DAYS = 7;

  private Drift() {}

  static Optional<Anomaly> of(List<Hour> hours, List<List<Hour>> others, Tolerance tolerance) {
    var mine = trend(hours, others);
    if (mine.isEmpty() || Math.abs(gone(mine.get(), hours)) < tolerance.drift()) {
      return Optional.empty();
    }
    for (var i = 0; i < others.size() && others.size() > 1; i++) {
      var rest = new ArrayList<>(others);
      var other = rest.remove(i);
      rest.add(hours);
      var theirs = trend(other, rest);
      if (theirs.isPresent() && Math.abs(theirs.get().perDay()) > Math.abs(mine.get().perDay())) {
        return Optional.empty();
      }
    }
    var gone = gone(mine.get(), hours);
    return Optional.of(
        new Anomaly(
            Kind.DRIFT,
            hours.get(0).at(),
            hours.get(hours.size() - 1).at().plus(Duration.ofHours(1)),
            gone,
            0,
            Math.abs(gone) / tolerance.drift()));
  }

  private static double gone(Trend trend, List<Hour> hours) {
    var span = Duration.between(hours.get(0).at(), hours.get(hours.size() - 1).at());
    return trend.perDay() * span.toHours() / Duration.ofDays(1).toHours();
  }

  /** Sure ones only. */
  private static Optional<Trend> trend(List<Hour> hours, List<List<Hour>> others) {
    var reference = new Reference(others);
    Map<Instant, List<Double>> days = new TreeMap<>();
    for (var hour : hours) {
      reference
          .mean(hour.at())
          .ifPresent(
              theirs ->
                  days.computeIfAbsent(hour.at().truncatedTo(ChronoUnit.DAYS), day -> list())
                      .add(hour.mean() - theirs));
    }
    if (days.size() < LEAST_DAYS) {
      return Optional.empty();
    }
    var points = new ArrayList<Point>();
    days.forEach((day, apart) -> points.add(new Point(day, median(apart))));
    return Trend.of(points).filter(Trend::isSure);
  }

  private static List<Double> list() {
    return new ArrayList<>();
  }

  private static double median(List<Double> values) {
    return Robust.median(values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
