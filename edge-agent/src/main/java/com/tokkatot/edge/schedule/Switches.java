package com.tokkatot.edge.schedule;

import com.tokkatot.edge.journal.Store;
import com.tokkatot.rules.condition.Switch;
import java.sql.SQLException;
import java.time.Instant;
import java.util.BitSet;
import java.util.UUID;

/** How the conditions of each target stand, so that a restart changes nothing. */
final class Switches {

  /**
   * One target's.
   *
   * @param held which leaves held when they were last known
   * @param trueSince since when the condition holds; null: it does not
   */
  record State(Switch now, BitSet held, Instant trueSince) {

    static final State NEW = new State(Switch.OFF, new BitSet(), null);

    boolean isOn() {
      return now.isOn();
    }
  }

  State of(Store store, Planned planned, UUID device) throws SQLException {
    return store
        .first(
            row ->
                new State(
                    new Switch(
                        row.getBoolean(1), Instant.ofEpochMilli(row.getLong(2)), row.getBoolean(3)),
                    BitSet.valueOf(row.getBytes(4)),
                    row.getObject(5) == null ? null : Instant.ofEpochMilli(row.getLong(5))),
            "select is_on, since, exhausted, held, true_since from asked"
                + " where schedule = ? and device = ?",
            planned.id().toString(),
            device.toString())
        .orElse(State.NEW);
  }

  void keep(Store store, Planned planned, UUID device, State state) throws SQLException {
    store.run(
        "insert or replace into asked (schedule, device, is_on, since, exhausted, held, true_since)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        planned.id().toString(),
        device.toString(),
        state.now.isOn(),
        state.now.since().toEpochMilli(),
        state.now.exhausted(),
        state.held.toByteArray(),
        state.trueSince == null ? null : state.trueSince.toEpochMilli());
  }

  /** Another version asks another question. */
  void forget(Store store, UUID schedule) throws SQLException {
    store.run("delete from asked where schedule = ?", schedule.toString());
  }
}
