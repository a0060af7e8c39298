package com.tokkatot.edge.schedule;

import com.tokkatot.edge.schedule.Executions.Turn;
import com.tokkatot.rules.schedule.Fire;
import com.tokkatot.rules.winner.Claim;
import com.tokkatot.rules.winner.Rank;
import com.tokkatot.wire.CommandMessage.Source;
import com.tokkatot.wire.ExecutionMessage.Reason;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Brings a device into the state that wins, and asks for it once. */
final class States {

  private final Claims claims;
  private final Applied applied;
  private final Executions executions;
  private final Orders orders;

  States(Claims claims, Applied applied, Executions executions, Orders orders) {
    this.claims = claims;
    this.applied = applied;
    this.executions = executions;
    this.orders = orders;
  }

  /**
   * A schedule's state has begun to hold: it is ordered if it wins, and else left out for now.
   *
   * @param duration how long it will last; null: nobody knows
   */
  void began(Moment at, Planned planned, UUID device, Instant begin, Duration duration)
      throws SQLException {
    var fire = new Fire(planned.id(), device, begin);
    if (executions.has(at.store(), fire.executionId())) {
      settle(at, device);
      return;
    }
    var winner = claims.winner(at, device);
    var lost = lost(winner, planned);
    if (lost.isPresent()) {
      var turn = Turn.of(planned, fire, duration, null, at.clockHeld());
      executions.skip(at.store(), turn, lost.get(), at.now());
      settle(at, device);
      return;
    }
    var turn = Turn.of(planned, fire, duration, at.now(), at.clockHeld());
    executions.begin(at.store(), turn, at.now().plus(Edges.PATIENCE));
    apply(at, planned, turn.id(), device);
  }

  /** Why another one has the device; empty: nobody has. */
  static Optional<Reason> lost(Optional<Claim> winner, Planned planned) {
    if (winner.isEmpty() || planned.id().equals(winner.get().by())) {
      return Optional.empty();
    }
    return Optional.of(winner.get().rank() == Rank.PERSON ? Reason.HELD : Reason.PRIORITY);
  }

  /** Something has changed or ended: whatever ought to hold now is asked for, if it was not. */
  void settle(Moment at, UUID device) throws SQLException {
    var winner = claims.winner(at, device);
    if (winner.isEmpty()) {
      rest(at, device);
      return;
    }
    var before = applied.value(at.store(), device);
    if (winner.get().by() == null && winner.get().until() == null) {
      heat(at, device, winner.get().value(), before);
      return;
    }
    if (winner.get().rank() != Rank.SCHEDULE || winner.get().until() != null) {
      return; // a person or a turn has it
    }
    var planned = at.plans().get(winner.get().by());
    if (before == null || before != planned.value()) {
      apply(at, planned, null, device);
    } else {
      applied.set(at.store(), device, before, planned.id());
    }
  }

  private void heat(Moment at, UUID device, int value, Integer before) throws SQLException {
    if (before == null || before != value) {
      // The board lets it end a person's hold, as it would for air that it feels itself.
      orders.give(at, Orders.Order.state(null, device, value, Source.RECONCILE, at));
    }
    applied.set(at.store(), device, value, null);
  }

  private void apply(Moment at, Planned planned, UUID execution, UUID device) throws SQLException {
    var source = planned.isCondition() ? Source.CONDITION : Source.SCHEDULE;
    orders.give(at, Orders.Order.state(execution, device, planned.value(), source, at));
    applied.set(at.store(), device, planned.value(), planned.id());
  }

  private void rest(Moment at, UUID device) throws SQLException {
    var before = applied.value(at.store(), device);
    if (before == null) {
      return; // what a person or a single turn has switched stays
    }
    if (before != 0) {
      orders.give(at, Orders.Order.state(null, device, 0, Source.SCHEDULE, at));
    }
    if (at.plans().holdStatesOf(device)) {
      applied.set(at.store(), device, 0, null);
    } else {
      applied.remove(at.store(), device);
    }
  }
}
