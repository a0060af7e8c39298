package com.tokkatot.rules.schedule;

import com.tokkatot.rules.InvalidRule;
import com.tokkatot.rules.schedule.Schedule.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/**
 * What people say of a schedule: the part of it that they write, and that a version keeps.
 *
 * @param targets 1 to 100, each device once
 * @param priority 0 to 10, higher wins
 * @param misfireGrace how late something may still happen, 0 to 1 h
 */
public record Definition(Plan plan, List<Target> targets, int priority, Duration misfireGrace) {

  private static final Duration LONGEST_GRACE = Duration.ofHours(1);
  private static final int MOST_TARGETS = 100;

  /**
   * @throws InvalidRule naming the field, as schedules.md does
   */
  public Definition {
    targets = List.copyOf(targets);
    if (targets.isEmpty() || targets.size() > MOST_TARGETS) {
      throw new InvalidRule("devices", "must be 1 to " + MOST_TARGETS);
    }
    var seen = new HashSet<UUID>();
    for (var target : targets) {
      if (!seen.add(target.deviceId())) {
        throw new InvalidRule("devices", "names " + target.deviceId() + " twice");
      }
    }
    if (priority < 0 || priority > 10) {
      throw new InvalidRule("priority", "must be 0 to 10");
    }
    if (misfireGrace.isNegative() || misfireGrace.compareTo(LONGEST_GRACE) > 0) {
      throw new InvalidRule("misfire_grace", "must be 0 to " + LONGEST_GRACE.toSeconds() + " s");
    }
  }

  /**
   * A version of a schedule that does this.
   *
   * @param zone the farm's
   * @param editedAt when the version was made
   */
  public Schedule schedule(UUID id, long version, ZoneId zone, Instant editedAt) {
    return new Schedule(id, version, plan, targets, zone, priority, editedAt, misfireGrace);
  }
}
