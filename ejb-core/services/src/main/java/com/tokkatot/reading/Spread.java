package com.tokkatot.reading;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Readings of one metric of one device summed up one by one, and how they are spread. */
final class Spread {

  private final SortedMap<Integer, Long> bins = new TreeMap<>();
  private Aggregate sum;

  /** One more; its order does not matter. */
  void add(UUID deviceId, String metric, Instant hour, String unit, Instant at, double value) {
    var one =
        new Aggregate(deviceId, metric, hour, unit, 1, value, value * value, value, at, value, at);
    sum = sum == null ? one : sum.plus(one);
    bins.merge(Sketch.binOf(value), 1L, Long::sum);
  }

  Aggregate sum() {
    return sum;
  }

  SortedMap<Integer, Long> bins() {
    return bins;
  }
}
