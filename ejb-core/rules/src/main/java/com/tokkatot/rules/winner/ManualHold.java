package com.tokkatot.rules.winner;

import java.time.Duration;
import java.time.Instant;

/** How long a person's order keeps schedules away. Source: schedules.md, "Who wins" 5. */
public final class ManualHold {

  public static final Duration USUAL = Duration.ofMinutes(30);

  /** Birds in warm air need a fan sooner than people come back to it. */
  public static final Duration FAN_OFF_IN_WARM_AIR = Duration.ofMinutes(5);

  private ManualHold() {}

  /**
   * Until when it holds.
   *
   * @param ordered when it was given
   * @param hold the farm's setting
   * @param duration how long the order itself runs; null: until further notice
   * @param isFanOffInWarmAir whether it switched a fan off above its comfort limit
   */
  public static Instant until(
      Instant ordered, Duration hold, Duration duration, boolean isFanOffInWarmAir) {
    if (isFanOffInWarmAir) {
      return ordered.plus(FAN_OFF_IN_WARM_AIR);
    }
    var longer = duration != null && duration.compareTo(hold) > 0 ? duration : hold;
    return ordered.plus(longer);
  }
}
