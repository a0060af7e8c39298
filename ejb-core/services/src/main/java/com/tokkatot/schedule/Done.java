package com.tokkatot.schedule;

import com.tokkatot.shared.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/** Counts what was executed, schedule by schedule. */
final class Done {

  private static final List<String> TYPES = List.of("uuid", "int8", "timestamptz");

  private Done() {}

  /**
   * @param executed what was not counted before
   */
  static void add(Sql sql, List<ExecutionRow> executed) {
    var counts = new TreeMap<UUID, Object[]>();
    for (var one : executed) {
      var at = one.actualAt() == null ? one.plannedAt() : one.actualAt();
      counts.merge(one.scheduleId(), new Object[] {one.scheduleId(), 1L, at}, Done::both);
    }
    if (counts.isEmpty()) {
      return;
    }
    sql.update(
        "insert into schedule_done (schedule_id, done, last_at) select * from unnest(?, ?, ?)"
            + " on conflict (schedule_id) do update set done = schedule_done.done + excluded.done,"
            + " last_at = greatest(schedule_done.last_at, excluded.last_at)",
        Sql.columns(TYPES, new ArrayList<>(counts.values())));
  }

  private static Object[] both(Object[] one, Object[] other) {
    var later = ((Instant) one[2]).isAfter((Instant) other[2]) ? one[2] : other[2];
    return new Object[] {one[0], (Long) one[1] + (Long) other[1], later};
  }
}
