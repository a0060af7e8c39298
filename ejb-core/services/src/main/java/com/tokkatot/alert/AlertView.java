package com.tokkatot.alert;

import com.tokkatot.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * One alert.
 *
 * @param nodeId the board it is about, or null
 * @param deviceId the device it is about, or null
 * @param scheduleId the schedule it is about, or null
 * @param reason why, as a code, or null; clients have words for what to do
 * @param severity info, warning or critical
 * @param messageKey clients have the words
 * @param coopId the coop it is about, all its sensors together, or null
 * @param metric what was measured, or null
 * @param thresholdValue the limit it was beyond, in the metric's unit; of silence: after how many
 *     minutes it was raised; or null
 * @param actualValue what was read when it was raised, or null
 * @param acknowledgedBy who has seen it, or null; it stays until it is well
 * @param resolvedAt when it was well again, or null
 * @param durationMinutes from raised to resolved, or null
 */
public record AlertView(
    UUID id,
    UUID farmId,
    UUID nodeId,
    String nodeName,
    UUID coopId,
    UUID deviceId,
    UUID scheduleId,
    String reason,
    String metric,
    Double thresholdValue,
    Double actualValue,
    String type,
    String severity,
    String messageKey,
    Instant triggeredAt,
    UUID acknowledgedBy,
    Instant acknowledgedAt,
    Instant resolvedAt,
    Long durationMinutes) {

  static AlertView read(ResultSet row) throws SQLException {
    var triggeredAt = Sql.instant(row, "triggered_at");
    var resolvedAt = Sql.instant(row, "resolved_at");
    return new AlertView(
        Sql.uuid(row, "id"),
        Sql.uuid(row, "farm_id"),
        Sql.uuid(row, "node_id"),
        row.getString("node_name"),
        Sql.uuid(row, "coop_id"),
        Sql.uuid(row, "device_id"),
        Sql.uuid(row, "schedule_id"),
        row.getString("reason"),
        row.getString("metric"),
        Sql.number(row, "threshold_value"),
        Sql.number(row, "actual_value"),
        row.getString("type"),
        row.getString("severity"),
        row.getString("message_key"),
        triggeredAt,
        Sql.uuid(row, "acknowledged_by"),
        Sql.instant(row, "acknowledged_at"),
        resolvedAt,
        resolvedAt == null ? null : Duration.between(triggeredAt, resolvedAt).toMinutes());
  }
}
