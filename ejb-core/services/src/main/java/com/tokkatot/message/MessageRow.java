package com.tokkatot.message;

import com.tokkatot.alert.AlertView;
import com.tokkatot.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** A message as it is stored; what it says is its alert's. */
record MessageRow(
    UUID id,
    UUID farmId,
    String farmName,
    UUID alertId,
    String severity,
    boolean isSilent,
    int alsoCount,
    String deviceName,
    String coopName,
    Instant createdAt,
    Instant readAt) {

  static MessageRow read(ResultSet row) throws SQLException {
    return new MessageRow(
        Sql.uuid(row, "id"),
        Sql.uuid(row, "farm_id"),
        row.getString("farm_name"),
        Sql.uuid(row, "alert_id"),
        row.getString("severity"),
        row.getBoolean("is_silent"),
        row.getInt("also_count"),
        row.getString("device_name"),
        row.getString("coop_name"),
        Sql.instant(row, "created_at"),
        Sql.instant(row, "read_at"));
  }

  MessageView with(AlertView alert) {
    return new MessageView(
        id,
        farmId,
        farmName,
        alert.type(),
        severity,
        alert.messageKey(),
        Action.of(alert.type()),
        isSilent,
        alsoCount,
        deviceName,
        coopName,
        createdAt,
        readAt,
        alert);
  }
}
