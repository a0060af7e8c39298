package com.tokkatot.message;

import com.tokkatot.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * What a member wants to be told of one type of alert.
 *
 * @param quietHoursStart for example 20:00, in the member's zone, or null
 * @param quietHoursEnd for example 06:00, or null
 */
public record SubscriptionView(
    UUID id,
    String alertType,
    String channel,
    boolean isEnabled,
    String quietHoursStart,
    String quietHoursEnd,
    Instant createdAt) {

  static SubscriptionView read(ResultSet row) throws SQLException {
    return new SubscriptionView(
        Sql.uuid(row, "id"),
        row.getString("alert_type"),
        row.getString("channel"),
        row.getBoolean("is_enabled"),
        row.getString("quiet_hours_start"),
        row.getString("quiet_hours_end"),
        Sql.instant(row, "created_at"));
  }

  /** For a change of it. */
  public SubscriptionDraft draft() {
    return new SubscriptionDraft(
        alertType, channel, isEnabled, QuietHours.of(quietHoursStart, quietHoursEnd));
  }
}
