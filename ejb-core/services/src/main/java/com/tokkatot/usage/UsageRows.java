package com.tokkatot.usage;

import com.tokkatot.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The table of counts. */
final class UsageRows {

  private static final List<String> COLUMN_TYPES =
      List.of("uuid", "int8", "int8", "timestamptz", "timestamptz", "timestamptz", "timestamptz");

  private UsageRows() {}

  static Map<UUID, UsageCount> find(Sql sql, Collection<UUID> deviceIds) {
    var found = new HashMap<UUID, UsageCount>();
    sql.query("select * from device_usage where device_id = any(?)", UsageRows::read, deviceIds)
        .forEach(count -> found.put(count.deviceId(), count));
    return found;
  }

  static void store(Sql sql, List<UsageCount> counts) {
    if (counts.isEmpty()) {
      return;
    }
    sql.update(
        """
        insert into device_usage
          (device_id, on_ms, cycles, last_on_at, last_off_at, on_since, since)
        select * from unnest(?, ?, ?, ?, ?, ?, ?)
        on conflict (device_id) do update set on_ms = excluded.on_ms, cycles = excluded.cycles,
          last_on_at = excluded.last_on_at, last_off_at = excluded.last_off_at,
          on_since = excluded.on_since
        """,
        Sql.columns(
            COLUMN_TYPES,
            counts.stream()
                .map(
                    count ->
                        new Object[] {
                          count.deviceId(),
                          count.onMs(),
                          count.cycles(),
                          count.lastOnAt(),
                          count.lastOffAt(),
                          count.onSince(),
                          count.since()
                        })
                .toList()));
  }

  static UsageCount read(ResultSet row) throws SQLException {
    return new UsageCount(
        Sql.uuid(row, "device_id"),
        row.getLong("on_ms"),
        row.getLong("cycles"),
        Sql.instant(row, "last_on_at"),
        Sql.instant(row, "last_off_at"),
        Sql.instant(row, "on_since"),
        Sql.instant(row, "since"));
  }
}
