package com.tokkatot.rules.analysis;

import java.util.Arrays;

/** Figures that a few wild values do not move. */
final class Robust {

  /** Makes the median deviation of a normal distribution its standard deviation. */
  private static final double NORMAL = 1.4826;

  private Robust() {}

  /**
   * The middle value.
   *
   * @param values at least one; left as they are
   */
  static double median(double[] values) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    var middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Median absolute deviation from the median, as a standard deviation. Source: Hampel 1974. */
  static double spread(double[] values) {
    var middle = median(values);
    return NORMAL * median(Arrays.stream(values).map(value -> Math.abs(value - middle)).toArray());
  }
}
