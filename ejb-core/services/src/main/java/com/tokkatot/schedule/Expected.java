package com.tokkatot.schedule;

import com.tokkatot.rules.schedule.Schedule;
import com.tokkatot.rules.schedule.Upcoming;
import com.tokkatot.rules.schedule.Upcoming.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a hub is expected to do by the clock alone. */
final class Expected {

  /** The rarest cron comes within nine years, or never. */
  private static final Duration FOR_EVER = Duration.ofDays(9 * 366);

  private Expected() {}

  /** Turns strictly after one instant and not after another, the earliest first. */
  static List<Turn> turns(Schedule schedule, Instant after, Instant to, int most) {
    return Upcoming.of(schedule, after, to, most);
  }

  /** The first turn strictly after an instant; null: none comes by the clock. */
  static Instant next(Schedule schedule, Instant after) {
    var turns = turns(schedule, after, after.plus(FOR_EVER), 1);
    return turns.isEmpty() ? null : turns.get(0).at();
  }
}
