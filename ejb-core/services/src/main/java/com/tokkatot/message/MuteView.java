package com.tokkatot.message;

import com.tokkatot.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * Messages come without a sound for some time.
 *
 * @param farmId null: of all farms
 * @param alertType null: of all types
 */
public record MuteView(UUID id, UUID farmId, String alertType, Instant until) {

  static MuteView read(ResultSet row) throws SQLException {
    return new MuteView(
        Sql.uuid(row, "id"),
        Sql.uuid(row, "farm_id"),
        row.getString("alert_type"),
        Sql.instant(row, "until"));
  }
}
