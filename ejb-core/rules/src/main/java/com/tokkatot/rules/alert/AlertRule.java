package com.tokkatot.rules.alert;

import com.tokkatot.rules.InvalidRule;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * One thing to be told about.
 *
 * @param delay how long a reading must be beyond the limit before it counts, 0 to 1 h
 * @param suppressedUntil nobody is told before; null: it counts
 * @param isEnabled false: for what it was made for, this is not watched at all
 */
public record AlertRule(
    UUID id,
    Scope scope,
    Limit limit,
    Severity severity,
    Ages ages,
    Duration delay,
    Instant suppressedUntil,
    boolean isEnabled) {

  private static final Duration LONGEST = Duration.ofHours(1);

  /**
   * @throws InvalidRule naming the field
   */
  public AlertRule {
    if (severity == null) {
      throw new InvalidRule("severity", "is missing");
    }
    if (delay.isNegative() || delay.compareTo(LONGEST) > 0) {
      throw new InvalidRule("delay_s", "must be 0 to " + LONGEST.toSeconds());
    }
  }

  boolean counts(Instant now) {
    return isEnabled && (suppressedUntil == null || !now.isBefore(suppressedUntil));
  }
}
