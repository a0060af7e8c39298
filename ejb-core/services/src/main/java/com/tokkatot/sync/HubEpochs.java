package com.tokkatot.sync;

import com.tokkatot.account.HubCaller;
import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.shared.Sql;
import com.tokkatot.wire.journal.JournalStream;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Gives each journal that a hub ever had a number of its own. A hub with a new card begins a new
 * journal, whose records must not be taken for those of the old one.
 */
@Stateless
public class HubEpochs {

  @Inject Sql sql;
  @Inject InstantSource time;
  @Inject AuditLog audit;

  /** The number of a journal. */
  public record Epoch(long epoch) {}

  /**
   * The epoch of this journal: the one it has, else the hub's next.
   *
   * @param journalId made by the hub together with its journal
   */
  public Epoch of(HubCaller hub, UUID journalId, Origin origin) {
    // The hub's row is the queue: two calls at once must not both be the next.
    sql.query("select 1 from hub where id = ? for no key update", row -> 1, hub.hubId());
    var known =
        sql.query(
            "select epoch from hub_epoch where hub_id = ? and journal_id = ?",
            row -> row.getLong(1),
            hub.hubId(),
            journalId);
    return new Epoch(known.isEmpty() ? next(hub, journalId, origin) : known.get(0));
  }

  private long next(HubCaller hub, UUID journalId, Origin origin) {
    var epoch =
        sql.query(
                "insert into hub_epoch (hub_id, epoch, journal_id, issued_at)"
                    + " select ?, coalesce(max(epoch), 0) + 1, ?, ? from hub_epoch where hub_id = ?"
                    + " returning epoch",
                row -> row.getLong(1),
                hub.hubId(),
                journalId,
                time.instant(),
                hub.hubId())
            .get(0);
    for (var stream : JournalStream.values()) {
      sql.update(
          "insert into journal_stream (hub_id, epoch, stream) values (?, ?, ?)",
          hub.hubId(),
          epoch,
          stream);
    }
    audit.note(
        hub.farmId(), null, "hub.epoch", hub.hubId(), "journal " + epoch + " begins", origin);
    return epoch;
  }
}
