package com.tokkatot.edge.schedule;

import com.tokkatot.edge.journal.Store;
import com.tokkatot.rules.InvalidRule;
import com.tokkatot.wire.ScheduleMessage;
import com.tokkatot.wire.WireFormatException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The farm's schedules on disk, and up to which instant each target's were dealt with. */
final class StoredSchedules {

  private static final Logger LOG = System.getLogger(StoredSchedules.class.getName());

  /** Those that can be kept. */
  Map<UUID, Planned> read(Store store) throws SQLException {
    var found = new LinkedHashMap<UUID, Planned>();
    for (var payload : store.all(row -> row.getBytes(1), "select payload from schedule")) {
      try {
        add(found, ScheduleMessage.read(payload));
      } catch (WireFormatException e) {
        LOG.log(Level.ERROR, "A schedule on disk cannot be read: {0}", e.getMessage());
      }
    }
    return found;
  }

  /** Takes the place of all that was there. */
  Map<UUID, Planned> replace(Store store, List<ScheduleMessage> schedules) throws SQLException {
    store.run("delete from schedule");
    var found = new LinkedHashMap<UUID, Planned>();
    for (var schedule : schedules) {
      store.run(
          "insert or replace into schedule (id, payload) values (?, ?)",
          schedule.scheduleId().toString(),
          schedule.toBytes());
      add(found, schedule);
    }
    return found;
  }

  private static void add(Map<UUID, Planned> found, ScheduleMessage schedule) {
    try {
      found.put(schedule.scheduleId(), Planned.of(schedule));
    } catch (InvalidRule e) {
      // A newer cloud may know more than we do; the others run.
      LOG.log(
          Level.ERROR, "Schedule {0} cannot be kept: {1}", schedule.scheduleId(), e.getMessage());
    }
  }

  /** Empty: nothing was ever done for it. */
  Optional<Instant> mark(Store store, Agenda.Key key) throws SQLException {
    return store.first(
        row -> Instant.ofEpochMilli(row.getLong(1)),
        "select at from schedule_mark where schedule = ? and device = ?",
        key.schedule().toString(),
        key.device().toString());
  }

  void mark(Store store, Agenda.Key key, Instant at) throws SQLException {
    store.run(
        "insert or replace into schedule_mark (schedule, device, at) values (?, ?, ?)",
        key.schedule().toString(),
        key.device().toString(),
        at.toEpochMilli());
  }
}
