package com.tokkatot.rules.alert;

import java.time.Instant;

/**
 * How one device stands to one rule. A value; each reading makes a new one.
 *
 * @param beyondSince when the reading came beyond the limit; null: it is not
 * @param isRaised it was beyond for long enough, and has not come back far enough
 * @param at when it was last looked at: an older reading changes nothing
 */
public record Watch(Instant beyondSince, boolean isRaised, Instant at) {

  /** All is well, as far as anybody knows. */
  public static final Watch WELL = new Watch(null, false, Instant.EPOCH);

  public boolean isWell() {
    return beyondSince == null;
  }

  /**
   * After a reading.
   *
   * @param limit as a reading: {@link Limit#of}
   * @param taken when it was measured
   */
  public Watch next(AlertRule rule, double limit, double value, Instant taken) {
    if (taken.isBefore(at)) {
      return this;
    }
    var margin = isRaised ? rule.limit().marginOrUsual() : 0;
    if (!rule.limit().side().isBeyond(value, limit, margin)) {
      return new Watch(null, false, taken);
    }
    var since = beyondSince == null ? taken : beyondSince;
    return new Watch(since, isRaised || !taken.isBefore(since.plus(rule.delay())), taken);
  }
}
