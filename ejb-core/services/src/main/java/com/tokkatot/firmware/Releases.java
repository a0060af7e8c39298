package com.tokkatot.firmware;

import com.tokkatot.account.Caller;
import com.tokkatot.audit.Origin;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.ObjectStore;
import com.tokkatot.shared.Unavailable;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Publishes images. The file is kept first, under the name of its own hash, then the row is
 * written: what is listed can be had. Permissions have been checked at the door.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Releases {

  private static final int LONGEST_NOTES = 2_000;

  @Inject FirmwareKeys keys;
  @Inject ObjectStore objects;
  @EJB ReleaseRows rows;

  /** All of them, the newest first. */
  public List<ReleaseView> all() {
    return rows.all();
  }

  /**
   * Checks and keeps an image; published twice it is the same release.
   *
   * @param file header and image, as the signer made it
   * @param notes for people, or null
   * @throws Invalid naming what is wrong with it
   * @throws Conflict if another image has its board and version ({@code DUPLICATE_RESOURCE})
   * @throws Unavailable if keys or object store are away ({@code UNAVAILABLE})
   */
  public ReleaseView publish(Caller caller, byte[] file, String notes, Origin origin) {
    if (notes != null && notes.length() > LONGEST_NOTES) {
      throw new Invalid("release_notes", "must have at most " + LONGEST_NOTES + " characters");
    }
    var image = Image.read(file, keys);
    objects.put(Image.file(image.fields().sha256()), file);
    return rows.add(caller, image, notes, origin);
  }
}
