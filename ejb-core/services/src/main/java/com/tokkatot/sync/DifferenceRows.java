package com.tokkatot.sync;

import com.tokkatot.shared.Ids;
import com.tokkatot.shared.Sql;
import com.tokkatot.wire.DeviceState;
import com.tokkatot.wire.StatusMessage;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The table of differences, as of one moment of one farm. */
record DifferenceRows(Sql sql, UUID farmId, Instant now) {

  /** One that has not ended. */
  record Open(UUID id, UUID deviceId, boolean isNoted) {}

  Map<UUID, Open> open(Collection<UUID> deviceIds) {
    return sql
        .query(
            "select id, device_id, noted_at is not null as noted from sync_difference"
                + " where device_id = any(?) and resolved_at is null",
            row ->
                new Open(Sql.uuid(row, "id"), Sql.uuid(row, "device_id"), row.getBoolean("noted")),
            deviceIds)
        .stream()
        .collect(Collectors.toMap(Open::deviceId, open -> open));
  }

  /** Seen for the first time: remembered, and nothing else. */
  void begin(StatusMessage said, DeviceState expected, Double expectedValue, String severity) {
    sql.update(
        "insert into sync_difference (id, farm_id, device_id, expected, expected_value, actual,"
            + " actual_value, severity, seen, first_seen_at) values (?, ?, ?, ?, ?, ?, ?, ?, 1, ?)"
            + " on conflict do nothing",
        Ids.next(() -> now),
        farmId,
        said.deviceId(),
        expected,
        expectedValue,
        said.state(),
        said.value(),
        severity,
        now);
  }

  /**
   * @return whether it counts from now on
   */
  boolean seeAgain(Open open) {
    sql.update(
        "update sync_difference set seen = seen + 1, noted_at = coalesce(noted_at, ?) where id = ?",
        now,
        open.id);
    return !open.isNoted;
  }

  /**
   * It is over; what was seen but once has never been.
   *
   * @return whether it had counted
   */
  boolean resolve(Open open) {
    if (open.isNoted) {
      sql.update("update sync_difference set resolved_at = ? where id = ?", now, open.id);
    } else {
      sql.update("delete from sync_difference where id = ?", open.id);
    }
    return open.isNoted;
  }

  long countNoted() {
    return sql.query(
            "select count(*) from sync_difference"
                + " where farm_id = ? and noted_at is not null and resolved_at is null",
            row -> row.getLong(1),
            farmId)
        .get(0);
  }
}
