package com.tokkatot.rules.analysis;

import java.time.Instant;

/**
 * Something about a sensor's readings that should not be.
 *
 * @param from when its first hour began
 * @param to when its last hour was over
 * @param value what was read there: the farthest reading, the one it stuck at, how far it drifted
 * @param expected what it should have been; of a drift, 0
 * @param score how far beyond the ordinary: robust standard deviations, hours stuck, or times the
 *     least drift
 */
public record Anomaly(
    Kind kind, Instant from, Instant to, double value, double expected, double score) {

  /** What is wrong. */
  public enum Kind {
    /** Readings far from what this sensor reads at that time of day. */
    OUTLIER,
    /** The very same reading for hours. */
    STUCK,
    /** It leaves what the coop's other sensors read, day by day. */
    DRIFT
  }
}
