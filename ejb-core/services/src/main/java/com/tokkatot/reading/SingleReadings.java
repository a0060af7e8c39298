package com.tokkatot.reading;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;

/**
 * What a store says of readings that are not summed up yet. Readings of bad quality do not count.
 * In all of it {@code metric} is null for all, {@code from} inclusive, {@code to} exclusive.
 */
interface SingleReadings {

  /** Sums by hours of UTC. */
  List<Aggregate> hours(UUID deviceId, String metric, Instant from, Instant to);

  /** Exact quantiles by metric. */
  Map<String, List<Double>> quantiles(
      UUID deviceId, String metric, Instant from, Instant to, List<Double> shares);

  /** How many readings lie in which bin of {@link Sketch}, by metric. */
  Map<String, SortedMap<Integer, Long>> bins(
      UUID deviceId, String metric, Instant from, Instant to);
}
