package com.tokkatot.firmware;

import com.tokkatot.account.HubCaller;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.ObjectStore;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.Unavailable;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.util.UUID;

/** Hands images to hubs. Outside a transaction: a thin line is slow. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class HubImages {

  @Inject Sql sql;
  @Inject ObjectStore objects;

  /**
   * A file that a node of the hub's farm was offered.
   *
   * @param size bytes, header and image
   * @param sha256 of the image, hexadecimal
   */
  public record Offered(long size, String sha256) {}

  /**
   * @throws NotFound if none of the hub's nodes was offered it ({@code RELEASE_NOT_FOUND})
   */
  public Offered find(HubCaller hub, UUID releaseId) {
    return sql
        .query(
            "select size_bytes, sha256 from firmware_release release where id = ? and exists"
                + " (select 1 from firmware_update tried join firmware_rollout rollout"
                + " on rollout.id = tried.rollout_id"
                + " where rollout.release_id = release.id and tried.farm_id = ?)",
            row -> new Offered(row.getLong("size_bytes"), row.getString("sha256")),
            releaseId,
            hub.farmId())
        .stream()
        .findFirst()
        .orElseThrow(
            () -> new NotFound("RELEASE_NOT_FOUND", "no node of this farm was offered it"));
  }

  /**
   * Its bytes; the caller closes them.
   *
   * @param from the first one, from 0
   * @param to the last one, inclusive
   * @throws Unavailable if the object store is away, or has lost it ({@code UNAVAILABLE})
   */
  public InputStream open(Offered image, long from, long to) {
    // Lost there, it may be put back: a hub that is told "not found" gives up for good.
    return objects
        .open(Image.file(image.sha256), from, to)
        .orElseThrow(() -> new Unavailable("UNAVAILABLE", "the object store lacks this image"));
  }
}
