package com.tokkatot.schedule;

import com.tokkatot.rules.schedule.Plan;

/** What a plan does with its devices while it is its turn. */
final class Turns {

  private Turns() {}

  /** 0 (off) to 100; of a sequence it means nothing. */
  static int value(Plan plan) {
    if (plan instanceof Plan.AtTimes times) {
      return times.sequence().isEmpty() ? times.value() : 0;
    }
    if (plan instanceof Plan.InWindow window) {
      return window.value();
    }
    return plan instanceof Plan.InCycles cycles
        ? cycles.value()
        : ((Plan.OnCondition) plan).value();
  }
}
