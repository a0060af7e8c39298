package com.tokkatot.rules.analysis;

import java.util.Map;
import java.util.Optional;

/**
 * What of a metric is worth a word, in its unit. Ours, from what a DHT22 promises (0.5 Cel, 2 to 5
 * %RH) and what birds feel; a metric that people make jump, as the water in a tank, has none.
 *
 * @param outlier nearer to the expected is no outlier, however still the sensor is
 * @param spread a sensor is never thought stiller than this
 * @param drift the least drift over the range
 * @param top at and above it the sensor may stand still: it can read no more
 */
record Tolerance(double outlier, double spread, double drift, double top) {

  private static final Map<String, Tolerance> BY_METRIC =
      Map.of(
          "temperature", new Tolerance(4, 0.4, 1.5, 80), "humidity", new Tolerance(15, 1.5, 6, 99));

  static Optional<Tolerance> of(String metric) {
    return Optional.ofNullable(BY_METRIC.get(metric));
  }
}
