package com.tokkatot.usage;

import java.time.Duration;
import java.time.Instant;

/**
 * When the next service is due, by use.
 *
 * @param intervalHours after so much running
 * @param intervalCycles or after so many starts, whichever comes first
 * @param usedHours since the last service
 * @param usedCycles since the last service
 * @param isDue whether it is due now
 * @param dueAt by the mean daily use; null when that is not known (a day is not over) or it would
 *     be years ahead
 */
public record ServiceDue(
    long intervalHours,
    long intervalCycles,
    double usedHours,
    long usedCycles,
    boolean isDue,
    Instant dueAt) {

  private static final double HOUR_MS = Duration.ofHours(1).toMillis();
  private static final double DAY_MS = Duration.ofDays(1).toMillis();
  private static final double MOST_DAYS = 5 * 365.0;

  /**
   * @param onMs the counter at the last service, 0 when there was none
   * @param cycles likewise
   */
  static ServiceDue of(
      ServiceInterval interval, UsageCount count, long onMs, long cycles, Instant now) {
    var total = count.onMsAt(now);
    var usedHours = (total - onMs) / HOUR_MS;
    var usedCycles = count.cycles() - cycles;
    var isDue = usedHours >= interval.hours() || usedCycles >= interval.cycles();
    var measuredDays = Duration.between(count.since(), now).toMillis() / DAY_MS;
    Instant dueAt = null;
    if (isDue) {
      dueAt = now;
    } else if (measuredDays >= 1) {
      var days =
          Math.min(
              (interval.hours() - usedHours) / (total / HOUR_MS / measuredDays),
              (interval.cycles() - usedCycles) / (count.cycles() / measuredDays));
      dueAt = days <= MOST_DAYS ? now.plusMillis((long) (days * DAY_MS)) : null;
    }
    return new ServiceDue(
        interval.hours(), interval.cycles(), rounded(usedHours), usedCycles, isDue, dueAt);
  }

  static double rounded(double hours) {
    return Math.round(hours * 100) / 100.0;
  }
}
