package com.tokkatot.edge.schedule;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** Looks at a target of a schedule, whatever its kind. */
record Targets(
    StoredSchedules stored, Switches switches, Edges edges, Levels levels, Conditions conditions) {

  /** What was missed longer ago is not recorded any more. */
  private static final Duration LOOKS_BACK = Duration.ofDays(7);

  /**
   * @return when to look again
   */
  Instant look(Moment at, Agenda.Key key) throws SQLException {
    var target = at.plans().target(key);
    if (target == null) {
      return Instant.MAX;
    }
    var planned = at.plans().get(key.schedule());
    if (planned.isEdge()) {
      return edges.look(at, planned, target, at.now());
    }
    return planned.isCondition()
        ? conditions.look(at, planned, target)
        : levels.look(at, planned, target);
  }

  /**
   * Makes ready for the schedules that come now. What a version asked for before the next one was
   * made still happens by it; what the next one asks for since then by that one, and nothing twice,
   * as each turn has one id.
   */
  void replaced(Moment at, Plans next) throws SQLException {
    for (var planned : next.all()) {
      var before = at.plans().get(planned.id());
      var isSame = before != null && before.schedule().version() == planned.schedule().version();
      if (!isSame) {
        if (before != null) {
          finish(at, before, planned.schedule().editedAt());
        }
        switches.forget(at.store(), planned.id());
      }
      for (var target : planned.schedule().targets()) {
        var key = new Agenda.Key(planned.id(), target.deviceId());
        if (!isSame || stored.mark(at.store(), key).isEmpty()) {
          stored.mark(at.store(), key, from(at, planned, before != null));
        }
      }
    }
  }

  private void finish(Moment at, Planned before, Instant edited) throws SQLException {
    if (before.isEdge() && before.enabled()) {
      for (var target : before.schedule().targets()) {
        edges.look(at, before, target, edited.isBefore(at.now()) ? edited : at.now());
      }
    }
  }

  private static Instant from(Moment at, Planned planned, boolean isKnown) {
    var earliest = at.now().minus(isKnown ? LOOKS_BACK : planned.schedule().misfireGrace());
    var edited = planned.schedule().editedAt();
    var from = edited.isBefore(earliest) ? earliest : edited;
    return from.isAfter(at.now()) ? at.now() : from;
  }
}
