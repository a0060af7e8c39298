package com.tokkatot.reading;

import java.time.Duration;
import java.time.Instant;

/** How far back a rolling average looks. Source: seed, "Pattern 2" (rolling averages). */
enum Window {
  FIVE_MINUTES(Duration.ofMinutes(5)),
  HOUR(Duration.ofHours(1)),
  DAY(Duration.ofDays(1));

  /** A window moves on by steps; this many that are over and the running one are in it. */
  static final int STEPS = 60;

  private final Duration length;

  Window(Duration length) {
    this.length = length;
  }

  Duration step() {
    return length.dividedBy(STEPS);
  }

  /** Which step, counted from 1970, this is in. */
  long stepOf(Instant instant) {
    return Math.floorDiv(instant.toEpochMilli(), step().toMillis());
  }

  /** When that step begins. */
  Instant startOf(long stepNumber) {
    return Instant.ofEpochMilli(stepNumber * step().toMillis());
  }
}
