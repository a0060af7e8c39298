package com.tokkatot.picture;

import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.shared.Ids;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.Unavailable;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the database knows of pictures. Each step is a transaction of its own: the file is written
 * between two of them, and the network must not hold one open.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class PictureRows {

  /** A file that is not up by then has been given up. */
  static final Duration ON_ITS_WAY = Duration.ofHours(1);

  private static final int BITE = 100;

  @Inject Sql sql;
  @Inject AuditLog audit;
  @Inject InstantSource time;

  /** A file that has to go, and its row. */
  public record Gone(UUID id, String objectName) {}

  /** The one that is shown. */
  public Optional<Picture> find(PictureKind kind, UUID owner) {
    return sql
        .query(
            "select * from picture where " + kind.column() + " = ? and expires_at is null",
            row -> Picture.read(row, kind),
            owner)
        .stream()
        .findFirst();
  }

  /** A row for a file that is to come; it is not shown yet. */
  public UUID begin(PictureKind kind, UUID owner, Kept file) {
    var id = Ids.next(time);
    var now = time.instant();
    sql.update(
        "insert into picture (id, %s, sha256, size_bytes, width, height, made_at, expires_at)"
                .formatted(kind.column())
            + " values (?, ?, ?, ?, ?, ?, ?, ?)",
        id,
        owner,
        file.sha256(),
        file.sizeBytes(),
        file.width(),
        file.height(),
        now,
        now.plus(ON_ITS_WAY));
    return id;
  }

  /**
   * What is known of a file before it is up.
   *
   * @param sha256 hexadecimal
   * @param width pixels, as is height
   */
  public record Kept(String sha256, long sizeBytes, int width, int height) {}

  /**
   * Shows the one that has come up, and no other any more.
   *
   * @throws NotFound if the owner is gone ({@code IMAGE_NOT_FOUND})
   * @throws Unavailable if it took so long that it was given up ({@code UNAVAILABLE})
   */
  public Picture show(PictureKind kind, UUID owner, UUID id, UUID by, Origin origin) {
    lock(kind, owner);
    hide(kind, owner);
    var shown =
        sql.query(
            "update picture set expires_at = null where id = ? and expires_at > ? returning *",
            row -> Picture.read(row, kind),
            id,
            time.instant());
    if (shown.isEmpty()) {
      throw new Unavailable("UNAVAILABLE", "the picture took too long; send it again");
    }
    note(kind, owner, by, "set", origin);
    return shown.get(0);
  }

  /**
   * Shows none any more.
   *
   * @throws NotFound if there was none ({@code IMAGE_NOT_FOUND})
   */
  public void remove(PictureKind kind, UUID owner, UUID by, Origin origin) {
    lock(kind, owner);
    if (hide(kind, owner) == 0) {
      throw Pictures.unknown();
    }
    note(kind, owner, by, "removed", origin);
  }

  /** Some files that have to go: of this owner, or of all if it is null. */
  public List<Gone> gone(UUID owner) {
    return sql.query(
        "select * from picture where expires_at <= ?"
            + " and (?::uuid is null or ? in (farm_id, account_id)) order by expires_at limit ?",
        row -> {
          var id = Sql.uuid(row, "id");
          var farm = Sql.uuid(row, "farm_id");
          return new Gone(
              id,
              farm == null
                  ? PictureKind.AVATAR.objectName(Sql.uuid(row, "account_id"), id)
                  : PictureKind.FARM_PHOTO.objectName(farm, id));
        },
        time.instant(),
        owner,
        owner,
        BITE);
  }

  /** The file is gone. */
  public void forget(Gone gone) {
    sql.update("delete from picture where id = ? and expires_at is not null", gone.id());
  }

  /** One at a time, so that the last one counts; and none for who is gone. */
  private void lock(PictureKind kind, UUID owner) {
    var table = kind == PictureKind.FARM_PHOTO ? "farm" : "account";
    var here =
        sql.query(
            "select 1 from " + table + " where id = ? and deleted_at is null for no key update",
            row -> 1,
            owner);
    if (here.isEmpty()) {
      throw Pictures.unknown();
    }
  }

  private int hide(PictureKind kind, UUID owner) {
    return sql.update(
        "update picture set expires_at = ? where %s = ? and expires_at is null"
            .formatted(kind.column()),
        time.instant(),
        owner);
  }

  private void note(PictureKind kind, UUID owner, UUID by, String deed, Origin origin) {
    var isFarms = kind == PictureKind.FARM_PHOTO;
    var action = (isFarms ? "farm.photo_" : "account.avatar_") + deed;
    audit.note(isFarms ? owner : null, by, action, owner, null, origin);
  }
}
