package com.tokkatot.rules.schedule;

import com.tokkatot.rules.schedule.Upcoming.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where two schedules want something of one device at the same time: worth a warning. */
public final class Overlaps {

  private static final int MOST_TURNS = 500;
  private static final Duration MOMENT = Duration.ofSeconds(1);

  private Overlaps() {}

  /**
   * @param other the schedule that the first one meets
   * @param at when they meet first; null: whenever readings call for one of them
   */
  public record Overlap(UUID other, UUID deviceId, Instant at) {}

  /**
   * Whom a schedule meets between two instants, once for each other schedule and device.
   *
   * @param others may contain an older version of itself, which does not count
   */
  public static List<Overlap> of(
      Schedule schedule, List<Schedule> others, Instant from, Instant to) {
    var found = new ArrayList<Overlap>();
    for (var other : others) {
      if (!other.id().equals(schedule.id())) {
        for (var target : schedule.targets()) {
          meeting(schedule, other, target.deviceId(), from, to).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  private static Optional<Overlap> meeting(
      Schedule one, Schedule other, UUID device, Instant from, Instant to) {
    if (other.targets().stream().noneMatch(target -> target.deviceId().equals(device))) {
      return Optional.empty();
    }
    if (isByReadings(one) || isByReadings(other)) {
      return Optional.of(new Overlap(other.id(), device, null));
    }
    var ours = turns(one, device, from, to);
    var theirs = turns(other, device, from, to);
    var i = 0;
    var j = 0;
    while (i < ours.size() && j < theirs.size()) {
      var mine = ours.get(i);
      var its = theirs.get(j);
      if (mine.at().isBefore(end(its)) && its.at().isBefore(end(mine))) {
        var later = mine.at().isAfter(its.at()) ? mine.at() : its.at();
        return Optional.of(new Overlap(other.id(), device, later));
      }
      if (end(mine).isBefore(end(its))) {
        i++;
      } else {
        j++;
      }
    }
    return Optional.empty();
  }

  private static boolean isByReadings(Schedule schedule) {
    return schedule.plan() instanceof Plan.OnCondition;
  }

  private static List<Turn> turns(Schedule schedule, UUID device, Instant from, Instant to) {
    return Upcoming.of(schedule, from, to, MOST_TURNS).stream()
        .filter(turn -> turn.deviceId().equals(device))
        .toList();
  }

  /** What stays as it was switched meets only what switches at the same moment. */
  private static Instant end(Turn turn) {
    return turn.until() == null ? turn.at().plus(MOMENT) : turn.until();
  }
}
