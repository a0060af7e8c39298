package com.tokkatot.alert;

import com.tokkatot.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
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
 * @param resolvedAt when it was well again, or null
 */
public record AlertView(
    UUID id,
    UUID farmId,
    UUID nodeId,
    String nodeName,
    UUID deviceId,
    UUID scheduleId,
    String reason,
    String type,
    String severity,
    String messageKey,
    Instant triggeredAt,
    Instant resolvedAt) {

  static AlertView read(ResultSet row) throws SQLException {
    return new AlertView(
        Sql.uuid(row, "id"),
        Sql.uuid(row, "farm_id"),
        Sql.uuid(row, "node_id"),
        row.getString("node_name"),
        Sql.uuid(row, "device_id"),
        Sql.uuid(row, "schedule_id"),
        row.getString("reason"),
        row.getString("type"),
        row.getString("severity"),
        row.getString("message_key"),
        Sql.instant(row, "triggered_at"),
        Sql.instant(row, "resolved_at"));
  }
}
