package com.tokkatot.edge.schedule;

import com.tokkatot.edge.command.CommandQueue;
import com.tokkatot.edge.command.Fate;
import com.tokkatot.edge.schedule.Executions.Turn;
import com.tokkatot.wire.ExecutionMessage.Reason;
import com.tokkatot.wire.ExecutionMessage.State;
import com.tokkatot.wire.StatusMessage;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How turns ended, by what their devices say or do not say. */
final class Results {

  /** A device that is away is asked again so long after the first time. Source: schedules.md. */
  private static final List<Duration> TRIES =
      List.of(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(45));

  private final Executions executions;
  private final CommandQueue queue;

  Results(Executions executions, CommandQueue queue) {
    this.executions = executions;
    this.queue = queue;
  }

  /** A status that names a turn's order is its end; the device is right, however late. */
  void heard(Moment at, StatusMessage status) throws SQLException {
    if (status.commandId() == null) {
      return;
    }
    var turn = executions.ordered(at.store(), status.commandId());
    if (turn.isEmpty()) {
      return;
    }
    switch (status.result()) {
      case COMPLETED -> end(at, turn.get(), State.EXECUTED, null);
      case UNSURE -> end(at, turn.get(), State.UNSURE, Reason.NO_ANSWER);
      default -> refused(at, turn.get(), status);
    }
  }

  private void refused(Moment at, Turn turn, StatusMessage status) throws SQLException {
    if (status.error() == StatusMessage.CommandError.STOPPED) {
      end(at, turn, State.SKIPPED, Reason.STOPPED);
    } else if (status.error() == StatusMessage.CommandError.EXPIRED) {
      // The board did not run it: it came too late, or another order had come before.
      var fate = queue.fate(at.store(), turn.command());
      var isReplaced = fate == Fate.REPLACED;
      end(at, turn, State.FAILED, isReplaced ? Reason.REPLACED : Reason.OFFLINE);
    } else {
      end(at, turn, State.FAILED, Reason.REJECTED);
    }
  }

  /** Gives up what was not answered. */
  void overdue(Moment at) throws SQLException {
    for (var turn : executions.overdue(at.store(), at.now())) {
      switch (queue.fate(at.store(), turn.command())) {
        case SENT -> end(at, turn, State.UNSURE, Reason.NO_ANSWER);
        case REPLACED -> end(at, turn, State.FAILED, Reason.REPLACED);
        case WAITS -> end(at, turn, State.FAILED, Reason.OFFLINE);
      }
    }
  }

  private void end(Moment at, Turn turn, State state, Reason why) throws SQLException {
    var actual = state == State.EXECUTED ? at.now() : null;
    executions.end(at.store(), turn, state, why, actual, attempts(turn, at.now()), at.now());
  }

  private static long attempts(Turn turn, Instant now) {
    return 1 + TRIES.stream().filter(later -> !now.isBefore(turn.askedAt().plus(later))).count();
  }
}
