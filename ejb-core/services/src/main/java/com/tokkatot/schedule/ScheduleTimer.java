package com.tokkatot.schedule;

import com.tokkatot.shared.Upkeep;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.InstantSource;

/**
 * Plans and watches all schedules by polls over rows, on every node of the cluster; never a timer a
 * schedule. Source: decisions.md P4.
 */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ScheduleTimer {

  @EJB Planner planner;
  @EJB Watcher watcher;
  @EJB Executions executions;
  @Inject InstantSource time;

  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  void watch() {
    Upkeep.attempt("looking for late executions", this::watchAll);
    Upkeep.attempt("settling runs by hand", watcher::settleRuns);
  }

  @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
  void plan() {
    Upkeep.attempt("planning executions", this::planAll);
  }

  @Schedule(hour = "*", minute = "41", persistent = false)
  void keep() {
    Upkeep.attempt("forgetting old executions", executions::forgetOld);
  }

  private void planAll() {
    var to = time.instant().plus(Planner.AHEAD);
    while (planner.plan(to) == Planner.BATCH) {
      // A batch at a time, so that other nodes get theirs.
    }
  }

  private void watchAll() {
    while (watcher.watch() == Watcher.BATCH) {
      // A batch at a time, so that no farm stays locked for long.
    }
  }
}
