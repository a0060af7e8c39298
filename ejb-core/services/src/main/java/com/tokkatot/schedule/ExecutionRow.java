package com.tokkatot.schedule;

import com.tokkatot.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * One row of the executions.
 *
 * @param state pending, executed, failed, skipped or unsure
 * @param reason why it was not executed, or null
 * @param value what was asked, 0 to 100; null: nothing was, or it was a sequence
 */
record ExecutionRow(
    UUID id,
    UUID scheduleId,
    UUID farmId,
    UUID deviceId,
    long version,
    String origin,
    Instant plannedAt,
    String state,
    String reason,
    Instant actualAt,
    Integer value,
    Long durationMs,
    int attempts,
    UUID commandId,
    boolean clockHeld,
    Instant overdueAt) {

  static ExecutionRow read(ResultSet row) throws SQLException {
    return new ExecutionRow(
        Sql.uuid(row, "id"),
        Sql.uuid(row, "schedule_id"),
        Sql.uuid(row, "farm_id"),
        Sql.uuid(row, "device_id"),
        row.getLong("version"),
        row.getString("origin"),
        Sql.instant(row, "planned_at"),
        row.getString("state"),
        row.getString("reason"),
        Sql.instant(row, "actual_at"),
        row.getObject("value", Integer.class),
        row.getObject("duration_ms", Long.class),
        row.getInt("attempts"),
        Sql.uuid(row, "command_id"),
        row.getBoolean("clock_held"),
        Sql.instant(row, "overdue_at"));
  }
}
