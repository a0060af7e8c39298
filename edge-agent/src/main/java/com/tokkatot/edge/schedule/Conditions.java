package com.tokkatot.edge.schedule;

import com.tokkatot.edge.schedule.Switches.State;
import com.tokkatot.rules.condition.Judgement;
import com.tokkatot.rules.condition.Readings;
import com.tokkatot.rules.condition.Truth;
import com.tokkatot.rules.schedule.Plan.OnCondition;
import com.tokkatot.rules.schedule.Schedule.Target;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** Holds what readings call for. */
final class Conditions {

  /** A reading that does not come grows stale by itself. */
  private static final Duration STALE_LOOK = Duration.ofSeconds(10);

  private final Switches switches;
  private final States states;
  private final Readings readings;
  private final Instant started;

  /**
   * @param started since when readings are heard: before, nothing is known, and that says nothing
   */
  Conditions(Switches switches, States states, Readings readings, Instant started) {
    this.switches = switches;
    this.states = states;
    this.readings = readings;
    this.started = started;
  }

  /**
   * Judges a target's condition as of now.
   *
   * @return when to look again, if no reading comes
   */
  Instant look(Moment at, Planned planned, Target target) throws SQLException {
    var plan = (OnCondition) planned.plan();
    var before = switches.of(at.store(), planned, target.deviceId());
    var judged =
        new Judgement(Truth.UNKNOWN, before.held(), null)
            .next(plan.condition(), planned.over(readings), at.now());
    if (judged.truth() == Truth.UNKNOWN && at.now().isBefore(started.plus(Readings.LEAST_LIFE))) {
      states.settle(at, target.deviceId());
      return started.plus(Readings.LEAST_LIFE);
    }
    var since = judged.truth() != Truth.TRUE ? null : or(before.trueSince(), at.now());
    var truth = due(judged.truth(), since, target, at.now());
    var next = new State(before.now().next(truth, plan.limits(), at.now()), judged.held(), since);
    if (!next.equals(before)) {
      switches.keep(at.store(), planned, target.deviceId(), next);
    }
    if (next.isOn() && !before.isOn()) {
      states.began(at, planned, target.deviceId(), or(judged.flippedAt(), at.now()), null);
    } else {
      states.settle(at, target.deviceId());
    }
    return sooner(
        next.now().changesBy(truth, plan.limits()),
        next.isOn() || since != null ? at.now().plus(STALE_LOOK) : Instant.MAX,
        since == null || next.isOn() ? Instant.MAX : since.plus(target.offset()),
        at.now());
  }

  /** An offset delays the beginning only: what nobody calls for any more ends at once. */
  private static Truth due(Truth truth, Instant since, Target target, Instant now) {
    var waits = truth == Truth.TRUE && now.isBefore(since.plus(target.offset()));
    return waits ? Truth.FALSE : truth;
  }

  private static Instant or(Instant one, Instant other) {
    return one == null ? other : one;
  }

  /** The first of them that is still to come. */
  private static Instant sooner(Instant one, Instant two, Instant three, Instant now) {
    var first = Instant.MAX;
    for (var time : new Instant[] {one, two, three}) {
      if (time.isAfter(now) && time.isBefore(first)) {
        first = time;
      }
    }
    return first;
  }
}
