package com.tokkatot.rules.schedule;

import com.tokkatot.rules.schedule.Plan.AtTimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** What a schedule is going to do, as far as the clock alone tells. */
public final class Upcoming {

  private Upcoming() {}

  /**
   * A device's turn.
   *
   * @param value 0 (off) to 100
   * @param until when it ends; null: it stays so
   */
  public record Turn(UUID deviceId, Instant at, int value, Instant until) {}

  /**
   * Turns that begin strictly after one instant and not after another, the earliest first. Nothing
   * of what waits for readings.
   *
   * @param most more are left out
   */
  public static List<Turn> of(Schedule schedule, Instant after, Instant to, int most) {
    var turns = new ArrayList<Turn>();
    for (var target : schedule.targets()) {
      turns.addAll(turns(schedule, target, after, to, most));
    }
    return turns.stream()
        .sorted(Comparator.comparing(Turn::at).thenComparing(turn -> turn.deviceId.toString()))
        .limit(most)
        .toList();
  }

  private static List<Turn> turns(
      Schedule schedule, Schedule.Target target, Instant after, Instant to, int most) {
    var begin = after.minus(target.offset());
    var end = to.minus(target.offset());
    var own =
        schedule.plan() instanceof AtTimes plan
            ? fires(schedule, plan, begin, end, most)
            : levels(schedule, begin, end, most);
    return own.stream()
        .map(
            turn ->
                new Turn(
                    target.deviceId(),
                    turn.at.plus(target.offset()),
                    turn.value,
                    turn.until == null ? null : turn.until.plus(target.offset())))
        .toList();
  }

  private static List<Turn> fires(
      Schedule schedule, AtTimes plan, Instant after, Instant to, int most) {
    var turns = new ArrayList<Turn>();
    var next = plan.cron().next(after, schedule.zone());
    while (next.isPresent() && !next.get().isAfter(to) && turns.size() < most) {
      turns.add(new Turn(null, next.get(), plan.firstValue(), end(plan, next.get())));
      next = plan.cron().next(next.get(), schedule.zone());
    }
    return turns;
  }

  private static Instant end(AtTimes plan, Instant at) {
    return plan.length() == null ? null : at.plus(plan.length());
  }

  private static List<Turn> levels(Schedule schedule, Instant after, Instant to, int most) {
    var turns = new ArrayList<Turn>();
    var at = after;
    var level = schedule.plan().level(at, schedule.zone());
    while (level.isPresent() && !level.get().until().isAfter(to) && turns.size() < most) {
      at = level.get().until();
      level = schedule.plan().level(at, schedule.zone());
      if (level.get().isOn()) {
        turns.add(new Turn(null, at, schedule.plan().value(), level.get().until()));
      }
    }
    return turns;
  }
}
