package com.tokkatot.rules.climate;

import com.tokkatot.rules.InvalidRule;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * Which air a coop's birds want, whatever the hour: what a condition compares with that follows
 * their age. Source: decisions.md D12; schedules.md, "Presets".
 *
 * @param curve that they grow by
 * @param placedAt when they were placed as chicks; null: no flock is known
 * @param saidAt when this was said: time has not gone back since, whatever a clock says that lost
 *     it
 */
public record Birds(HouseMode mode, Curve curve, Instant placedAt, Instant saidAt) {

  /** By which grown birds' fans start at 32 and end at 30, heaters at 18 and 20 Cel. */
  private static final double GROWN_HEAT = 29;

  private static final double GROWN_COLD = 20;
  private static final double DAY_S = Duration.ofDays(1).toSeconds();

  /**
   * @throws InvalidRule naming the field
   */
  public Birds {
    if (mode == null) {
      throw new InvalidRule("mode", "is missing");
    }
    if (curve == null) {
      throw new InvalidRule("curve", "is missing");
    }
    if (saidAt == null) {
      throw new InvalidRule("said_at", "is missing");
    }
  }

  /** Of a coop of which nothing is known. */
  public static OptionalDouble grown(boolean isHeat) {
    return OptionalDouble.of(isHeat ? GROWN_HEAT : GROWN_COLD);
  }

  /**
   * What heat or cold is measured from, Cel; empty: nothing is done about it.
   *
   * @param isHeat true: too warm is asked for; false: too cold, against which nobody heats an empty
   *     or open house
   */
  public OptionalDouble target(boolean isHeat, Instant now) {
    if (!isHeat && !mode.heats()) {
      return OptionalDouble.empty();
    }
    if (placedAt == null && (mode == HouseMode.GROWTH || mode == HouseMode.CATCHING)) {
      return grown(isHeat);
    }
    var wanted = mode.wants(curve, age(now));
    return wanted.isPresent()
        ? OptionalDouble.of(wanted.get().temperature())
        : OptionalDouble.empty();
  }

  /** How old they are, in days; empty: no flock is known. */
  public OptionalDouble days(Instant now) {
    return placedAt == null ? OptionalDouble.empty() : OptionalDouble.of(age(now));
  }

  private double age(Instant now) {
    var at = now.isBefore(saidAt) ? saidAt : now;
    return placedAt == null ? 0 : Duration.between(placedAt, at).toSeconds() / DAY_S;
  }
}
