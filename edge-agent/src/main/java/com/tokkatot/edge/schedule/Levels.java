package com.tokkatot.edge.schedule;

import com.tokkatot.edge.schedule.Executions.Turn;
import com.tokkatot.rules.schedule.Fire;
import com.tokkatot.rules.schedule.Schedule.Target;
import com.tokkatot.wire.ExecutionMessage.Reason;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** Holds what windows and cycles ask for: at each change, and once at a start. */
final class Levels {

  /** Turns that were missed altogether are recorded as long as somebody may look for them. */
  private static final Duration RECORDED = Duration.ofDays(1);

  private final StoredSchedules stored;
  private final States states;
  private final Executions executions;

  Levels(StoredSchedules stored, States states, Executions executions) {
    this.stored = stored;
    this.states = states;
    this.executions = executions;
  }

  /**
   * Brings a target up to now.
   *
   * @return when to look again
   */
  Instant look(Moment at, Planned planned, Target target) throws SQLException {
    if (!planned.runsBy(at.clock())) {
      return at.now().plus(Dispatcher.CLOCK_LOOK);
    }
    var key = new Agenda.Key(planned.id(), target.deviceId());
    var mark = stored.mark(at.store(), key).orElse(at.now());
    var changed = mark.isAfter(at.now()) ? at.now() : mark; // the clock was set back
    var level = planned.level(target, changed);
    while (!level.until().isAfter(at.now())) {
      if (level.isOn() && changed.isAfter(mark)) {
        missed(at, planned, target, changed, level.until());
      }
      changed = level.until();
      level = planned.level(target, changed);
    }
    if (changed.isAfter(mark)) {
      stored.mark(at.store(), key, changed);
    }
    if (level.isOn() && changed.isAfter(mark)) {
      states.began(at, planned, target.deviceId(), changed, length(changed, level.until()));
    } else {
      states.settle(at, target.deviceId());
    }
    return level.until();
  }

  private void missed(Moment at, Planned planned, Target target, Instant begin, Instant end)
      throws SQLException {
    var fire = new Fire(planned.id(), target.deviceId(), begin);
    if (begin.isAfter(at.now().minus(RECORDED))
        && !executions.has(at.store(), fire.executionId())) {
      var turn = Turn.of(planned, fire, length(begin, end), null, at.clockHeld());
      executions.skip(at.store(), turn, Reason.MISFIRE, at.now());
    }
  }

  private static Duration length(Instant from, Instant until) {
    return until.equals(Instant.MAX) ? null : Duration.between(from, until);
  }
}
