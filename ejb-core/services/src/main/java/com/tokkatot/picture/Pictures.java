package com.tokkatot.picture;

import com.tokkatot.audit.Origin;
import com.tokkatot.picture.PictureRows.Kept;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.ObjectStore;
import com.tokkatot.shared.Unavailable;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Takes, keeps and hands out pictures. A row is written, then the file, then the row is shown: a
 * file without a row cannot be, and one that is not shown goes. Who may has been checked at the
 * door.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Pictures {

  /** One at a time on each node: what is unpacked may be large. */
  private static final Semaphore DESK = new Semaphore(1, true);

  private static final int PATIENCE_S = 15;

  @Inject ObjectStore objects;
  @EJB PictureRows rows;

  /**
   * Shows another picture; the one before goes. Sent again it is the one that is there.
   *
   * @param owner the farm or the account, as the kind says
   * @param file as it came
   * @throws Invalid if it is none ({@code IMAGE_TYPE_UNSUPPORTED}, {@code IMAGE_INVALID})
   * @throws Unavailable if the object store is away, or too many are sent ({@code UNAVAILABLE})
   */
  public Picture put(PictureKind kind, UUID owner, byte[] file, UUID by, Origin origin) {
    var drawn = redrawn(file, kind.edge());
    var sha256 = hash(drawn.jpeg());
    var before = rows.find(kind, owner);
    if (before.isPresent() && before.get().sha256().equals(sha256)) {
      return before.get();
    }
    var kept = new Kept(sha256, drawn.jpeg().length, drawn.width(), drawn.height());
    var id = rows.begin(kind, owner, kept);
    objects.put(kind.objectName(owner, id), drawn.jpeg());
    var shown = rows.show(kind, owner, id, by, origin);
    clearAway(owner);
    return shown;
  }

  /**
   * The one that is shown.
   *
   * @throws NotFound if there is none ({@code IMAGE_NOT_FOUND})
   */
  public Picture get(PictureKind kind, UUID owner) {
    return rows.find(kind, owner).orElseThrow(Pictures::unknown);
  }

  /**
   * Its file; the caller closes it.
   *
   * @throws NotFound if it was taken away meanwhile ({@code IMAGE_NOT_FOUND})
   */
  public InputStream open(PictureKind kind, UUID owner, Picture picture) {
    return objects
        .open(kind.objectName(owner, picture.id()), 0, picture.sizeBytes() - 1)
        .orElseThrow(Pictures::unknown);
  }

  /**
   * Takes it away.
   *
   * @throws NotFound if there is none ({@code IMAGE_NOT_FOUND})
   */
  public void remove(PictureKind kind, UUID owner, UUID by, Origin origin) {
    rows.remove(kind, owner, by, origin);
    clearAway(owner);
  }

  /** Takes away an owner's files that are not shown any more; what the store keeps goes later. */
  public void clearAway(UUID owner) {
    try {
      takeAway(owner);
    } catch (Unavailable e) {
      // The upkeep comes by.
    }
  }

  /**
   * Takes away some files that are not shown.
   *
   * @return false if there were none
   * @throws Unavailable if the object store is away
   */
  public boolean clearAway() {
    return takeAway(null);
  }

  private boolean takeAway(UUID owner) {
    var gone = rows.gone(owner);
    for (var one : gone) {
      objects.remove(one.objectName());
      rows.forget(one);
    }
    return !gone.isEmpty();
  }

  static NotFound unknown() {
    return new NotFound("IMAGE_NOT_FOUND", "there is no picture");
  }

  private static Redrawn redrawn(byte[] file, int edge) {
    try {
      if (!DESK.tryAcquire(PATIENCE_S, TimeUnit.SECONDS)) {
        throw new Unavailable("UNAVAILABLE", "many pictures are sent just now; try again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("UNAVAILABLE", "the server is going down");
    }
    try {
      return Redrawn.of(file, edge);
    } finally {
      DESK.release();
    }
  }

  private static String hash(byte[] file) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
