package com.tokkatot.rules.condition;

import com.tokkatot.rules.InvalidRule;
import java.time.Duration;

/**
 * How long something that a condition switches runs and rests.
 *
 * @param minOn shortest run; zero: none
 * @param minOff shortest rest
 * @param maxOn longest run; null: none
 */
public record Limits(Duration minOn, Duration minOff, Duration maxOn) {

  // Before NONE, whose making looks at it.
  private static final Duration MOST = Duration.ofHours(2);

  public static final Limits NONE = new Limits(Duration.ZERO, Duration.ZERO, null);

  /**
   * @throws InvalidRule naming the field, as schedules.md does
   */
  public Limits {
    require("min_on", minOn);
    require("min_off", minOff);
    if (maxOn != null) {
      require("max_on", maxOn);
      if (maxOn.isZero() || maxOn.compareTo(minOn) < 0) {
        throw new InvalidRule("max_on", "must be longer than min_on");
      }
    }
  }

  private static void require(String field, Duration duration) {
    if (duration.isNegative() || duration.compareTo(MOST) > 0) {
      throw new InvalidRule(field, "must be 0 to " + MOST.toSeconds() + " s");
    }
  }
}
