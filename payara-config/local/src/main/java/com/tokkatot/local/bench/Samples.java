package com.tokkatot.local.bench;

import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Measured times in milliseconds; any thread may add. */
final class Samples {

  private final ConcurrentLinkedQueue<Double> values = new ConcurrentLinkedQueue<>();

  void add(double millis) {
    values.add(millis);
  }

  void clear() {
    values.clear();
  }

  int count() {
    return values.size();
  }

  /**
   * The value that so many percent do not exceed (nearest rank).
   *
   * @throws IllegalStateException when nothing was measured
   */
  double percentile(double percent) {
    var sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    if (sorted.length == 0) {
      throw new IllegalStateException("nothing was measured");
    }
    Arrays.sort(sorted);
    var rank = (int) Math.ceil(percent / 100 * sorted.length);
    return sorted[Math.max(0, rank - 1)];
  }
}
