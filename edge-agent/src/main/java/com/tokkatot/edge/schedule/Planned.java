package com.tokkatot.edge.schedule;

import com.tokkatot.rules.condition.OwnSensors;
import com.tokkatot.rules.condition.Readings;
import com.tokkatot.rules.json.BirdsJson;
import com.tokkatot.rules.json.ScheduleJson;
import com.tokkatot.rules.schedule.Plan;
import com.tokkatot.rules.schedule.Plan.AtTimes;
import com.tokkatot.rules.schedule.Plan.InCycles;
import com.tokkatot.rules.schedule.Plan.OnCondition;
import com.tokkatot.rules.schedule.Schedule;
import com.tokkatot.rules.schedule.Schedule.Target;
import com.tokkatot.rules.time.ClockGrade;
import com.tokkatot.rules.winner.Claim;
import com.tokkatot.rules.winner.Rank;
import com.tokkatot.wire.ScheduleMessage;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/**
 * A schedule as the hub keeps it.
 *
 * @param sensors which are meant where a condition names none, and whose birds
 */
record Planned(Schedule schedule, boolean enabled, OwnSensors sensors) {

  /**
   * @throws com.tokkatot.rules.InvalidRule if it cannot be kept
   */
  static Planned of(ScheduleMessage message) {
    var schedule =
        ScheduleJson.read(message.definition())
            .schedule(
                message.scheduleId(),
                message.version(),
                ZoneId.of(message.zone()),
                message.editedAt());
    var birds = message.birds() == null ? null : BirdsJson.read(message.birds());
    return new Planned(schedule, message.enabled(), new OwnSensors(message.sensors(), birds));
  }

  UUID id() {
    return schedule.id();
  }

  Plan plan() {
    return schedule.plan();
  }

  boolean isEdge() {
    return plan() instanceof AtTimes;
  }

  boolean isCondition() {
    return plan() instanceof OnCondition;
  }

  /** Whether it may run by a clock of this grade. */
  boolean runsBy(ClockGrade clock) {
    var needsNoClock =
        isCondition() || (plan() instanceof InCycles cycles && cycles.window() == null);
    return needsNoClock || clock.tellsTime();
  }

  /** What a plan that goes by the clock wants of a target, its offset counted in. */
  Plan.Level level(Target target, Instant now) {
    var level = plan().level(now.minus(target.offset()), schedule.zone()).orElseThrow();
    var until = level.until();
    return new Plan.Level(
        level.isOn(), until.equals(Instant.MAX) ? until : until.plus(target.offset()));
  }

  /** The first turn strictly after an instant, its offset counted in. */
  Optional<Instant> next(Target target, Instant after) {
    return ((AtTimes) plan())
        .cron()
        .next(after.minus(target.offset()), schedule.zone())
        .map(at -> at.plus(target.offset()));
  }

  /** 0 to 100; of a sequence its first step's. */
  int value() {
    return plan().firstValue();
  }

  /** What it claims while it holds. */
  Claim claim(Instant until) {
    return new Claim(Rank.SCHEDULE, value(), id(), schedule.priority(), schedule.editedAt(), until);
  }

  /** Its own sensors where it names none. */
  Readings over(Readings farm) {
    return sensors.over(farm);
  }

  Optional<Target> target(UUID device) {
    return schedule.targets().stream().filter(one -> one.deviceId().equals(device)).findFirst();
  }
}
