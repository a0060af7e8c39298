package com.tokkatot.firmware;

import com.tokkatot.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * A published image.
 *
 * @param board which kind of board it is for
 * @param securityVersion a node that has confirmed a higher one takes it no more
 * @param sizeBytes of the file, header and image
 * @param sha256 of the image, hexadecimal
 * @param keyId who signed it, hexadecimal
 */
public record ReleaseView(
    UUID releaseId,
    String board,
    String version,
    long securityVersion,
    long sizeBytes,
    String sha256,
    String keyId,
    String releaseNotes,
    Instant publishedAt) {

  static ReleaseView read(ResultSet row) throws SQLException {
    return new ReleaseView(
        Sql.uuid(row, "id"),
        row.getString("board"),
        row.getString("version"),
        row.getLong("security_version"),
        row.getLong("size_bytes"),
        row.getString("sha256"),
        row.getString("key_id"),
        row.getString("release_notes"),
        Sql.instant(row, "published_at"));
  }
}
