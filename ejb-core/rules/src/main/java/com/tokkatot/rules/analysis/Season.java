package com.tokkatot.rules.analysis;

import com.tokkatot.rules.analysis.Anomaly.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * What a sensor reads at each hour of the day, and what is far from it: the seasonal robust
 * z-score. Expected is the median of that hour over all days, moved by the median of how far the
 * day around (12 hours before and after) lies from it; the rest is measured in median absolute
 * deviations. Source: the decomposition of Cleveland 1990 with medians, as in Hochenbaum, Vallis,
 * Kejariwal 2017, "Automatic Anomaly Detection in the Cloud Via Statistical Learning" (S-H-ESD);
 * Iglewicz, Hoaglin 1993 for the score.
 */
final class Season {

  /** Higher than their 3.5: an afternoon's rain is no fault. */
  private static final double FAR = 6;

  private static final int HOURS = 24;
  private static final int LEAST_DAYS = 3;
  private static final int AROUND = 12;

  /** Others that have gone so much of the way say that it is so, and no fault of the sensor. */
  private static final double SHARED = 0.5;

  private final List<Hour> hours;
  private final Tolerance tolerance;
  private final double[] expected;

  Season(List<Hour> hours, Tolerance tolerance) {
    this.hours = hours;
    this.tolerance = tolerance;
    this.expected = hours.size() < LEAST_DAYS * HOURS ? new double[0] : expected();
  }

  private double[] expected() {
    var wave =
        IntStream.range(0, HOURS)
            .mapToDouble(hour -> median(hours.stream().filter(one -> hourOf(one) == hour).toList()))
            .toArray();
    var off = hours.stream().mapToDouble(hour -> hour.mean() - wave[hourOf(hour)]).toArray();
    return IntStream.range(0, hours.size())
        .mapToDouble(i -> wave[hourOf(hours.get(i))] + level(off, i))
        .toArray();
  }

  private double median(List<Hour> same) {
    return same.isEmpty() ? 0 : Robust.median(same.stream().mapToDouble(Hour::mean).toArray());
  }

  private double level(double[] off, int i) {
    var from = Math.max(0, i - AROUND);
    var to = Math.min(off.length, i + AROUND + 1);
    return Robust.median(Arrays.copyOfRange(off, from, to));
  }

  // The hour of UTC does as well as the farm's: both stand still to each other.
  private static int hourOf(Hour hour) {
    return (int) (Duration.between(Instant.EPOCH, hour.at()).toHours() % HOURS);
  }

  /** Hours on end that are far out are one. */
  List<Anomaly> outliers(Reference others) {
    var found = new ArrayList<Anomaly>();
    if (expected.length == 0) {
      return found;
    }
    var high = scale(IntStream.range(0, expected.length).mapToDouble(this::above).toArray());
    var low = scale(IntStream.range(0, expected.length).mapToDouble(this::below).toArray());
    for (var i = 0; i < expected.length; i++) {
      var hour = hours.get(i);
      if (isFar(above(i), high) && !isShared(others.most(hour.at()), others, i, hour.most())) {
        add(found, hour, hour.most(), expected[i], above(i) / high);
      } else if (isFar(-below(i), low)
          && !isShared(others.least(hour.at()), others, i, hour.least())) {
        add(found, hour, hour.least(), expected[i], -below(i) / low);
      }
    }
    return found;
  }

  private double above(int i) {
    return hours.get(i).most() - expected[i];
  }

  private double below(int i) {
    return hours.get(i).least() - expected[i];
  }

  private double scale(double[] rest) {
    return Math.max(tolerance.spread(), Robust.spread(rest));
  }

  private boolean isFar(double rest, double scale) {
    return rest >= tolerance.outlier() && rest / scale >= FAR;
  }

  /** Whether the others stand beside this reading rather than where this sensor was expected. */
  private boolean isShared(OptionalDouble theirs, Reference others, int i, double value) {
    if (theirs.isEmpty()) {
      return false;
    }
    var usual = usualDifference(others, i);
    return (theirs.getAsDouble() + usual - expected[i]) / (value - expected[i]) >= SHARED;
  }

  /** By how much this sensor mostly reads more than the others, the day around. */
  private double usualDifference(Reference others, int i) {
    var from = Math.max(0, i - AROUND);
    var to = Math.min(hours.size(), i + AROUND + 1);
    var apart =
        hours.subList(from, to).stream()
            .filter(hour -> others.mean(hour.at()).isPresent())
            .mapToDouble(hour -> hour.mean() - others.mean(hour.at()).getAsDouble())
            .toArray();
    return apart.length == 0 ? 0 : Robust.median(apart);
  }

  private static void add(
      List<Anomaly> found, Hour hour, double value, double expected, double score) {
    var last = found.isEmpty() ? null : found.get(found.size() - 1);
    var end = hour.at().plus(Duration.ofHours(1));
    if (last == null || last.to().isBefore(hour.at())) {
      found.add(new Anomaly(Kind.OUTLIER, hour.at(), end, value, expected, score));
      return;
    }
    var worse = score > last.score();
    found.set(
        found.size() - 1,
        new Anomaly(
            Kind.OUTLIER,
            last.from(),
            end,
            worse ? value : last.value(),
            worse ? expected : last.expected(),
            Math.max(score, last.score())));
  }
}
