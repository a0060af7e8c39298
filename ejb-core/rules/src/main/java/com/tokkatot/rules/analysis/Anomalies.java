package com.tokkatot.rules.analysis;

import com.tokkatot.rules.analysis.Anomaly.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Looks over a range of hours of a sensor for what should not be: outliers, stuck, drift. */
public final class Anomalies {

  /** A sensor that is right changes its last digit in less. */
  static final int STUCK_HOURS = 4;

  private static final int LEAST_READINGS = 2;
  private static final Duration HOUR = Duration.ofHours(1);

  private Anomalies() {}

  /**
   * All of them, oldest first. A metric that we know no tolerance of has none.
   *
   * @param hours of one sensor and metric, oldest first
   * @param others the same of the coop's other sensors, each oldest first; may be empty: then no
   *     drift is found, and weather may look like an outlier
   */
  public static List<Anomaly> of(String metric, List<Hour> hours, List<List<Hour>> others) {
    var tolerance = Tolerance.of(metric);
    if (tolerance.isEmpty()) {
      return List.of();
    }
    var found = new ArrayList<>(stuck(hours, tolerance.get()));
    var still = List.copyOf(found);
    new Season(hours, tolerance.get())
        .outliers(new Reference(others)).stream()
            .filter(one -> still.stream().noneMatch(stuck -> meet(one, stuck)))
            .forEach(found::add);
    Drift.of(hours, others, tolerance.get()).ifPresent(found::add);
    found.sort(Comparator.comparing(Anomaly::from));
    return List.copyOf(found);
  }

  private static boolean meet(Anomaly one, Anomaly other) {
    return one.from().isBefore(other.to()) && other.from().isBefore(one.to());
  }

  /** Hours on end in which the least and the most are the same reading. */
  private static List<Anomaly> stuck(List<Hour> hours, Tolerance tolerance) {
    var found = new ArrayList<Anomaly>();
    var begin = 0;
    for (var i = 0; i <= hours.size(); i++) {
      if (i < hours.size() && goesOn(hours, begin, i)) {
        continue;
      }
      if (i - begin >= STUCK_HOURS && hours.get(begin).most() < tolerance.top()) {
        found.add(standing(hours.get(begin), hours.get(i - 1), i - begin));
      }
      begin = i < hours.size() && stands(hours.get(i)) ? i : i + 1;
    }
    return found;
  }

  private static Anomaly standing(Hour first, Hour last, int count) {
    return new Anomaly(
        Kind.STUCK, first.at(), last.at().plus(HOUR), first.mean(), first.mean(), count);
  }

  private static boolean goesOn(List<Hour> hours, int begin, int i) {
    var hour = hours.get(i);
    return begin <= i
        && stands(hour)
        && hour.least() == hours.get(begin).least()
        && (i == begin || follows(hours.get(i - 1).at(), hour.at()));
  }

  private static boolean stands(Hour hour) {
    return hour.least() == hour.most() && hour.count() >= LEAST_READINGS;
  }

  private static boolean follows(Instant before, Instant at) {
    return before.plus(HOUR).equals(at);
  }
}
