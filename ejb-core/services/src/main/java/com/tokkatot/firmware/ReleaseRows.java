package com.tokkatot.firmware;

import com.tokkatot.account.Caller;
import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Ids;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Published images. Each call is one transaction. */
@Stateless
public class ReleaseRows {

  @Inject Sql sql;
  @Inject AuditLog audit;
  @Inject InstantSource time;

  /** All of them, the newest first. */
  public List<ReleaseView> all() {
    return sql.query(
        "select * from firmware_release order by published_at desc, id", ReleaseView::read);
  }

  /**
   * @throws NotFound if there is none ({@code RELEASE_NOT_FOUND})
   */
  public ReleaseView get(UUID releaseId) {
    return sql
        .query("select * from firmware_release where id = ?", ReleaseView::read, releaseId)
        .stream()
        .findFirst()
        .orElseThrow(() -> new NotFound("RELEASE_NOT_FOUND", "no such release"));
  }

  /** The one of this board and version. */
  public Optional<ReleaseView> of(String board, String version) {
    return sql
        .query(
            "select * from firmware_release where board = ? and version = ?",
            ReleaseView::read,
            board,
            version)
        .stream()
        .findFirst();
  }

  /** The newest version for a board. */
  public Optional<ReleaseView> newest(String board) {
    return sql
        .query("select * from firmware_release where board = ?", ReleaseView::read, board)
        .stream()
        .max(Comparator.comparing(release -> Version.of(release.version()).orElseThrow()));
  }

  /**
   * Writes it down; the same image again is the same release.
   *
   * @throws Conflict if another image has this board and version ({@code DUPLICATE_RESOURCE})
   */
  public ReleaseView add(Caller caller, Image image, String notes, Origin origin) {
    var fields = image.fields();
    var id = Ids.next(time);
    var isNew =
        sql.update(
                "insert into firmware_release (id, board, version, security_version, size_bytes,"
                    + " sha256, key_id, header, release_notes, published_by, published_at)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                    + " on conflict (board, version) do nothing",
                id,
                image.board(),
                fields.version(),
                fields.securityVersion(),
                fields.fileSize(),
                fields.sha256(),
                fields.keyId(),
                image.header(),
                notes,
                caller.accountId(),
                time.instant())
            > 0;
    var release = of(image.board().word(), fields.version()).orElseThrow();
    if (!release.sha256().equals(fields.sha256())) {
      throw new Conflict(
          "DUPLICATE_RESOURCE", "another image is " + release.version() + " for this board");
    }
    if (isNew) {
      var said = release.board() + " " + release.version() + ", key " + release.keyId();
      audit.note(null, caller.accountId(), "firmware.published", id, said, origin);
    }
    return release;
  }
}
