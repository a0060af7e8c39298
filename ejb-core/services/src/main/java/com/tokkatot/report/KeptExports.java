package com.tokkatot.report;

import com.tokkatot.audit.Origin;
import com.tokkatot.farm.Member;
import com.tokkatot.report.ExportTurns.Turn;
import com.tokkatot.setting.Key;
import com.tokkatot.setting.SystemValues;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.ObjectStore;
import com.tokkatot.shared.Unavailable;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Makes the files of export plans and keeps them in the object store. The file is kept first, under
 * the name of its plan and turn, then the row is written: what is listed can be had, and a turn
 * that is made again makes the same file.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class KeptExports {

  /** Largest file, in bytes: it is held in memory while it is made. */
  static final int MOST_BYTES = 10 << 20;

  @Inject ObjectStore objects;
  @Inject SystemValues system;
  @EJB Exports exports;
  @EJB ExportTurns turns;

  /**
   * Makes the next one that is due.
   *
   * @return false if none is
   * @throws Unavailable if the object store is away; the turn comes again
   */
  public boolean makeNext() {
    var turn = turns.next();
    turn.ifPresent(this::make);
    return turn.isPresent();
  }

  private void make(Turn turn) {
    var plan = turn.plan();
    if (!system.has(Key.PLANNED_EXPORTS, turn.farmId())) {
      turns.failed(turn, "this farm has no planned exports now");
      return;
    }
    try {
      // Nobody asks: the system does it.
      var nobody = new Member(turn.farmId(), null, null);
      var export = exports.of(nobody, plan.question(turn.zone(), turn.language()), Origin.SYSTEM);
      var bytes = new ByteArrayOutputStream();
      export.writeTo(bytes, MOST_BYTES);
      var name = "exports/%s/%s/%s".formatted(turn.farmId(), plan.id(), export.fileName());
      objects.put(name, bytes.toByteArray());
      turns.made(turn, new StoredExport(export.fileName(), name, bytes.size()));
    } catch (NotFound | Invalid e) {
      turns.failed(turn, e.getMessage());
    } catch (IOException e) {
      turns.failed(turn, "the file would be larger than 10 MB");
    }
  }

  /**
   * Takes away some files that have been kept long enough.
   *
   * @return false if there were none
   */
  public boolean forgetOld() {
    var old = turns.old();
    for (var name : old) {
      objects.remove(name);
      turns.forget(name);
    }
    return !old.isEmpty();
  }

  /**
   * A file's bytes; the caller closes them.
   *
   * @throws NotFound if it was taken away meanwhile ({@code EXPORT_NOT_FOUND})
   */
  public InputStream open(StoredExport file) {
    return objects
        .open(file.objectName(), 0, file.sizeBytes() - 1)
        .orElseThrow(() -> new NotFound("EXPORT_NOT_FOUND", "the file is gone"));
  }
}
