package com.tokkatot.edge.schedule;

import com.tokkatot.edge.journal.Store;
import com.tokkatot.rules.time.ClockGrade;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * One look at the schedules: inside a transaction, as of one instant.
 *
 * @param effects to be run once it is durable, in this order
 * @param ordered the devices that were given orders
 */
record Moment(
    Store store,
    Instant now,
    ClockGrade clock,
    Plans plans,
    List<Runnable> effects,
    Set<UUID> ordered) {

  Moment(Store store, Instant now, ClockGrade clock, Plans plans) {
    this(store, now, clock, plans, new ArrayList<>(), new LinkedHashSet<>());
  }

  boolean clockHeld() {
    return clock == ClockGrade.HELD;
  }

  Runnable whenDurable() {
    return () -> effects.forEach(Runnable::run);
  }
}
