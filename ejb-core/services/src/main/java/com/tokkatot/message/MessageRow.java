package com.tokkatot.message;

import com.tokkatot.alert.AlertView;
import com.tokkatot.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** A message as it is stored; what it says is its alert's, or its topic's. */
record MessageRow(
    UUID id,
    UUID farmId,
    String farmName,
    UUID alertId,
    Topic topic,
    MessageDetails details,
    String severity,
    boolean isSilent,
    int alsoCount,
    String deviceName,
    String coopName,
    Instant createdAt,
    Instant readAt) {

  static MessageRow read(ResultSet row) throws SQLException {
    var topic = Sql.word(row, "topic", Topic.class);
    return new MessageRow(
        Sql.uuid(row, "id"),
        Sql.uuid(row, "farm_id"),
        row.getString("farm_name"),
        Sql.uuid(row, "alert_id"),
        topic,
        topic == null ? null : MessageDetails.read(row),
        row.getString("severity"),
        row.getBoolean("is_silent"),
        row.getInt("also_count"),
        row.getString("device_name"),
        row.getString("coop_name"),
        Sql.instant(row, "created_at"),
        Sql.instant(row, "read_at"));
  }

  /**
   * @param alert null when it is about the account
   */
  MessageView with(AlertView alert) {
    var type = topic == null ? alert.type() : topic.name().toLowerCase(Locale.ROOT);
    return new MessageView(
        id,
        farmId,
        farmName,
        type,
        severity,
        topic == null ? alert.messageKey() : topic.messageKey(),
        Action.of(type),
        isSilent,
        alsoCount,
        deviceName,
        coopName,
        createdAt,
        readAt,
        alert,
        details);
  }
}
