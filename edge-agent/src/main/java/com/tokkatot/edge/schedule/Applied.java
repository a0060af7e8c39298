package com.tokkatot.edge.schedule;

import com.tokkatot.edge.journal.Store;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** What schedules that hold states have asked of a device last. */
final class Applied {

  /** Somebody else has switched it since. */
  static final int OVERTAKEN = -1;

  /** Null: nothing was ever asked. */
  Integer value(Store store, UUID device) throws SQLException {
    return store
        .first(
            row -> row.getInt(1), "select value from applied where device = ?", device.toString())
        .orElse(null);
  }

  boolean isBy(Store store, UUID device, UUID schedule) throws SQLException {
    return store.number(
            "select count(*) from applied where device = ? and schedule = ? and value > 0",
            device.toString(),
            schedule.toString())
        > 0;
  }

  /**
   * @param schedule null: it rests
   */
  void set(Store store, UUID device, int value, UUID schedule) throws SQLException {
    store.run(
        "insert or replace into applied (device, value, schedule) values (?, ?, ?)",
        device.toString(),
        value,
        schedule == null ? null : schedule.toString());
  }

  /** Somebody else switches it: what holds then is to be asked for again. */
  void overtaken(Store store, UUID device) throws SQLException {
    store.run("update applied set value = ? where device = ?", OVERTAKEN, device.toString());
  }

  /** At a start: what ought to hold is asked for once. */
  void forget(Store store) throws SQLException {
    store.run("update applied set value = ? where value > 0", OVERTAKEN);
  }

  boolean isAnyOvertaken(Store store) throws SQLException {
    return store.number("select count(*) from applied where value = ?", OVERTAKEN) > 0;
  }

  /** By which schedule each state was asked for. */
  List<Agenda.Key> all(Store store) throws SQLException {
    return store.all(
        row -> new Agenda.Key(UUID.fromString(row.getString(1)), UUID.fromString(row.getString(2))),
        "select schedule, device from applied where schedule is not null");
  }

  /** The devices that were switched by somebody else. */
  List<UUID> overtaken(Store store) throws SQLException {
    return store.all(
        row -> UUID.fromString(row.getString(1)),
        "select device from applied where value = ?",
        OVERTAKEN);
  }

  void remove(Store store, UUID device) throws SQLException {
    store.run("delete from applied where device = ?", device.toString());
  }
}
