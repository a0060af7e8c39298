package com.tokkatot.report;

import com.tokkatot.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A file that an export plan made.
 *
 * @param planId null: the plan was taken away
 * @param keptUntil when it goes
 */
public record ExportFile(
    UUID id, UUID planId, String name, long sizeBytes, Instant madeAt, Instant keptUntil) {

  static ExportFile read(ResultSet row, Duration kept) throws SQLException {
    var madeAt = Sql.instant(row, "made_at");
    return new ExportFile(
        Sql.uuid(row, "id"),
        Sql.uuid(row, "plan_id"),
        row.getString("name"),
        row.getLong("size_bytes"),
        madeAt,
        madeAt.plus(kept));
  }
}
