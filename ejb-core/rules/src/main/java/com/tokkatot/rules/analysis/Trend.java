package com.tokkatot.rules.analysis;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Whether something rises or falls: the median of the slopes between all pairs of points
 * (Theil–Sen), which a third of wild points does not move, with the confidence interval that
 * follows from Kendall's statistic. Source: Sen 1968; Gilbert 1987, "Statistical Methods for
 * Environmental Pollution Monitoring", 16.5.
 *
 * <p>The interval takes points for independent of each other; days are more so than hours, and have
 * no daily wave, so give it means of days.
 *
 * @param perDay in the metric's unit
 * @param low of the interval that holds the true slope 95 times of 100
 */
public record Trend(double perDay, double low, double high, int points) {

  /** With fewer, the interval says nothing. */
  public static final int LEAST_POINTS = 5;

  /** Pairs grow with the square; so many points are enough for five years of weeks. */
  static final int MOST_POINTS = 400;

  private static final double SURE = 1.96;
  private static final double DAY_MS = Duration.ofDays(1).toMillis();

  /** One value at one instant. */
  public record Point(Instant at, double value) {}

  /** Whether it goes one way beyond doubt. */
  public boolean isSure() {
    return low > 0 || high < 0;
  }

  /**
   * @param points oldest first, at instants of their own; of many, evenly chosen ones count
   * @return empty: too few points
   */
  public static Optional<Trend> of(List<Point> points) {
    if (points.size() < LEAST_POINTS) {
      return Optional.empty();
    }
    var some = thinned(points);
    var n = some.size();
    var slopes = new double[n * (n - 1) / 2];
    var next = 0;
    for (var i = 0; i < n; i++) {
      for (var j = i + 1; j < n; j++) {
        slopes[next++] = slope(some.get(i), some.get(j));
      }
    }
    Arrays.sort(slopes);
    var reach = SURE * Math.sqrt(n * (n - 1.0) * (2.0 * n + 5) / 18);
    return Optional.of(
        new Trend(
            Robust.median(slopes),
            at(slopes, (slopes.length - reach) / 2 - 1),
            at(slopes, (slopes.length + reach) / 2),
            n));
  }

  private static List<Point> thinned(List<Point> points) {
    var step = (points.size() + MOST_POINTS - 1) / MOST_POINTS;
    return IntStream.range(0, points.size())
        .filter(i -> i % step == 0)
        .mapToObj(points::get)
        .toList();
  }

  private static double slope(Point from, Point to) {
    return (to.value - from.value) * DAY_MS / Duration.between(from.at, to.at).toMillis();
  }

  private static double at(double[] sorted, double rank) {
    return sorted[(int) Math.max(0, Math.min(sorted.length - 1, Math.round(rank)))];
  }
}
