package com.tokkatot.report;

import com.tokkatot.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened on a farm.
 *
 * @param id its own, in its farm's log
 * @param eventType for example {@code device.renamed}, {@code device.on}, {@code alert.raised}
 * @param eventCategory device, user or system: what or who made it happen
 * @param severity info, warning, error or critical
 * @param deviceId null: it was about no device; its name is the one it has now
 * @param message a key; clients have the words
 * @param detail what was said with it, or null
 * @param accountId whose deed it was, or null
 */
public record FarmEvent(
    String id,
    String eventType,
    String eventCategory,
    String severity,
    UUID deviceId,
    String deviceName,
    String message,
    String detail,
    UUID accountId,
    Instant timestamp) {

  static FarmEvent read(ResultSet row) throws SQLException {
    return new FarmEvent(
        row.getString("id"),
        row.getString("type"),
        row.getString("category"),
        row.getString("severity"),
        Sql.uuid(row, "device_id"),
        row.getString("device_name"),
        row.getString("message"),
        row.getString("detail"),
        Sql.uuid(row, "account_id"),
        Sql.instant(row, "at"));
  }
}
