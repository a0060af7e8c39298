package com.tokkatot.picture;

import com.tokkatot.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * A picture as it is kept: a JPEG.
 *
 * @param url where its owner finds it
 * @param width pixels, as is height
 * @param sha256 of the file, hexadecimal
 */
public record Picture(
    UUID id, String url, int width, int height, long sizeBytes, String sha256, Instant madeAt) {

  static Picture read(ResultSet row, PictureKind kind) throws SQLException {
    var id = Sql.uuid(row, "id");
    return new Picture(
        id,
        kind.address(Sql.uuid(row, kind.column()), id),
        row.getInt("width"),
        row.getInt("height"),
        row.getLong("size_bytes"),
        row.getString("sha256"),
        Sql.instant(row, "made_at"));
  }
}
