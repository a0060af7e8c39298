package com.tokkatot.rules.schedule;

import com.tokkatot.rules.InvalidRule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/**
 * One version of a schedule, as cloud and hub both have it.
 *
 * @param zone the farm's
 * @param priority 0 to 10, higher wins
 * @param editedAt when this version was made: of equal priorities the newer wins
 * @param misfireGrace how late something may still happen, 0 to 1 h
 */
public record Schedule(
    UUID id,
    long version,
    Plan plan,
    List<Target> targets,
    ZoneId zone,
    int priority,
    Instant editedAt,
    Duration misfireGrace) {

  public static final Duration USUAL_GRACE = Duration.ofSeconds(60);

  /**
   * A device and how much later than the schedule it has its turn.
   *
   * @param offset zero to 1 h
   */
  public record Target(UUID deviceId, Duration offset) {

    private static final Duration LONGEST = Duration.ofHours(1);

    /**
     * @throws InvalidRule if the offset is out of its bounds
     */
    public Target {
      if (offset.isNegative() || offset.compareTo(LONGEST) > 0) {
        throw new InvalidRule("offset", "must be 0 to " + LONGEST.toSeconds() + " s");
      }
    }
  }

  /**
   * @throws InvalidRule naming the field, as schedules.md does
   */
  public Schedule {
    targets = new Definition(plan, targets, priority, misfireGrace).targets();
  }

  /** What people said of it. */
  public Definition definition() {
    return new Definition(plan, targets, priority, misfireGrace);
  }
}
