package com.tokkatot.rules.condition;

import java.time.Instant;

/**
 * Whether a condition holds something on, with the shortest and longest times of its limits. A
 * value; each change makes a new one.
 *
 * @param since when it came to be so; the beginning of time: nobody knows
 * @param exhausted it has run as long as it may, and waits for the condition to let go
 */
public record Switch(boolean isOn, Instant since, boolean exhausted) {

  /** At rest for long. */
  public static final Switch OFF = new Switch(false, Instant.EPOCH, false);

  /**
   * What it is now.
   *
   * @param truth what is not known switches nothing on, and off at once: no shortest run holds
   *     something on that nobody sees
   */
  public Switch next(Truth truth, Limits limits, Instant now) {
    return isOn ? running(truth, limits, now) : resting(truth, limits, now);
  }

  private Switch running(Truth truth, Limits limits, Instant now) {
    if (limits.maxOn() != null && !now.isBefore(since.plus(limits.maxOn()))) {
      return new Switch(false, now, truth == Truth.TRUE);
    }
    var mayEnd = truth == Truth.UNKNOWN || !now.isBefore(since.plus(limits.minOn()));
    return truth != Truth.TRUE && mayEnd ? new Switch(false, now, false) : this;
  }

  private Switch resting(Truth truth, Limits limits, Instant now) {
    if (truth != Truth.TRUE) {
      return exhausted && truth == Truth.FALSE ? new Switch(false, since, false) : this;
    }
    var mayBegin = !exhausted && !now.isBefore(since.plus(limits.minOff()));
    return mayBegin ? new Switch(true, now, false) : this;
  }

  /** When it may change by itself although the condition stays; never: {@link Instant#MAX}. */
  public Instant changesBy(Truth truth, Limits limits) {
    if (isOn) {
      var ends = limits.maxOn() == null ? Instant.MAX : since.plus(limits.maxOn());
      var lets = truth == Truth.TRUE ? Instant.MAX : since.plus(limits.minOn());
      return ends.isBefore(lets) ? ends : lets;
    }
    return truth == Truth.TRUE && !exhausted ? since.plus(limits.minOff()) : Instant.MAX;
  }
}
