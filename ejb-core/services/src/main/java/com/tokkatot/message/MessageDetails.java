package com.tokkatot.message;

import com.tokkatot.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * The numbers of a message about the person's own account.
 *
 * @param ipAddress where it was done from, or null
 * @param deviceName as who did it calls the device, or null
 * @param count how often, or null
 * @param at when
 */
public record MessageDetails(String ipAddress, String deviceName, Integer count, Instant at) {

  static MessageDetails read(ResultSet row) throws SQLException {
    return new MessageDetails(
        row.getString("ip_address"),
        row.getString("told_device"),
        row.getObject("told_count", Integer.class),
        Sql.instant(row, "told_at"));
  }
}
