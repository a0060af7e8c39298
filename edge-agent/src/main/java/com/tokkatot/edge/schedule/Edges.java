package com.tokkatot.edge.schedule;

import com.tokkatot.edge.schedule.Executions.Turn;
import com.tokkatot.rules.condition.Judgement;
import com.tokkatot.rules.condition.Readings;
import com.tokkatot.rules.condition.Truth;
import com.tokkatot.rules.schedule.Fire;
import com.tokkatot.rules.schedule.Plan.AtTimes;
import com.tokkatot.rules.schedule.Schedule.Target;
import com.tokkatot.rules.winner.Claim;
import com.tokkatot.rules.winner.Rank;
import com.tokkatot.wire.CommandMessage.Source;
import com.tokkatot.wire.ExecutionMessage.Reason;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Fires what happens at times: each turn at most once, and never silently. */
final class Edges {

  /** A device that is away is tried again until 45 s after the first time; then it has failed. */
  static final Duration PATIENCE = Duration.ofSeconds(45);

  /** More missed turns than that are dealt with bit by bit. */
  private static final int MOST = 500;

  /** A minute is the shortest time between two. */
  private static final Duration CLOSEST = Duration.ofMinutes(1);

  private record Told(Planned planned, Instant mark, Optional<Instant> next) {}

  private final Map<Agenda.Key, Told> told = new HashMap<>();
  private final StoredSchedules stored;
  private final Claims claims;
  private final Applied applied;
  private final Executions executions;
  private final Orders orders;
  private final Readings readings;

  Edges(
      StoredSchedules stored,
      Claims claims,
      Applied applied,
      Executions executions,
      Orders orders,
      Readings readings) {
    this.stored = stored;
    this.claims = claims;
    this.applied = applied;
    this.executions = executions;
    this.orders = orders;
    this.readings = readings;
  }

  /**
   * Deals with all turns of a target up to an instant.
   *
   * @return when to look again
   */
  Instant look(Moment at, Planned planned, Target target, Instant upTo) throws SQLException {
    var key = new Agenda.Key(planned.id(), target.deviceId());
    var mark = stored.mark(at.store(), key).orElse(at.now());
    var due = new ArrayList<Instant>();
    var next = known(planned, target, key, mark);
    var isLast = false;
    while (!isLast && next.isPresent() && !next.get().isAfter(upTo) && due.size() < MOST) {
      due.add(next.get());
      // What comes then is asked when the orders have left: to tell costs a millisecond or more.
      isLast = next.get().plus(CLOSEST).isAfter(upTo);
      next = isLast ? next : planned.next(target, next.get());
    }
    if (!due.isEmpty() && !at.clock().tellsTime()) {
      return at.now().plus(Dispatcher.CLOCK_LOOK);
    }
    for (var i = 0; i < due.size(); i++) {
      var isNewest =
          i == due.size() - 1 && (isLast || next.filter(more -> !more.isAfter(upTo)).isEmpty());
      fire(at, planned, target, due.get(i), isNewest);
    }
    if (!due.isEmpty()) {
      stored.mark(at.store(), key, due.get(due.size() - 1));
    }
    return isLast ? at.now() : next.orElse(Instant.MAX);
  }

  /** Told in advance, as long as schedule and mark are the same. */
  private Optional<Instant> known(Planned planned, Target target, Agenda.Key key, Instant mark) {
    var before = told.get(key);
    if (before != null && before.planned == planned && before.mark.equals(mark)) {
      return before.next;
    }
    var next = planned.next(target, mark);
    told.put(key, new Told(planned, mark, next));
    return next;
  }

  /**
   * @param isNewest of several that were missed only the newest may run: thirty feedings at once
   *     are none
   */
  private void fire(Moment at, Planned planned, Target target, Instant due, boolean isNewest)
      throws SQLException {
    var fire = new Fire(planned.id(), target.deviceId(), due);
    if (executions.has(at.store(), fire.executionId())) {
      return;
    }
    var why = reason(at, planned, fire, isNewest);
    if (why == null) {
      run(at, planned, fire);
    } else {
      var length = ((AtTimes) planned.plan()).length();
      var turn = Turn.of(planned, fire, length, null, at.clockHeld());
      executions.skip(at.store(), turn, why, at.now());
    }
  }

  /** Why it is left out; null: it is not. */
  private Reason reason(Moment at, Planned planned, Fire fire, boolean isNewest)
      throws SQLException {
    var plan = (AtTimes) planned.plan();
    var truth =
        plan.condition() == null
            ? Truth.TRUE
            : Judgement.NONE.next(plan.condition(), planned.over(readings), at.now()).truth();
    var isOff = plan.sequence().isEmpty() && plan.value() == 0;
    var outcome =
        fire.outcome(at.now(), planned.schedule().misfireGrace(), at.clock(), truth, isOff);
    return switch (outcome) {
      case RUN -> isNewest ? outranked(at, planned, fire) : Reason.MISFIRE;
      case MISFIRE, WAIT -> Reason.MISFIRE;
      case CONDITION -> Reason.CONDITION;
      case UNKNOWN -> Reason.UNKNOWN;
    };
  }

  private Reason outranked(Moment at, Planned planned, Fire fire) throws SQLException {
    var other = claims.winner(at, fire.deviceId()).filter(claim -> isStronger(claim, planned));
    return States.lost(other, planned).orElse(null);
  }

  private static boolean isStronger(Claim claim, Planned planned) {
    return claim.rank().compareTo(Rank.SCHEDULE) < 0
        || claim.priority() > planned.schedule().priority();
  }

  private void run(Moment at, Planned planned, Fire fire) throws SQLException {
    var plan = (AtTimes) planned.plan();
    var length = plan.length();
    var turn = Turn.of(planned, fire, length, at.now(), at.clockHeld());
    var expires = at.now().plus(PATIENCE);
    executions.begin(at.store(), turn, expires);
    orders.give(
        at,
        new Orders.Order(
            turn.id(),
            turn.id(),
            fire.deviceId(),
            planned.value(),
            plan.duration(),
            plan.sequence(),
            Source.SCHEDULE,
            fire.planned(),
            expires));
    if (length != null) {
      claims.runs(at, planned, fire.deviceId(), at.now().plus(length));
      applied.overtaken(at.store(), fire.deviceId());
    }
  }
}
