package com.tokkatot.sync;

import com.tokkatot.account.HubCaller;
import com.tokkatot.reading.Readings;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.Sql;
import com.tokkatot.wire.WireFormatException;
import com.tokkatot.wire.journal.JournalBatch;
import com.tokkatot.wire.journal.JournalDecoder;
import com.tokkatot.wire.journal.JournalLimits;
import com.tokkatot.wire.journal.JournalStream;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.InstantSource;

/**
 * The way in for journals. A batch is stored whole or not at all, in one transaction with the note
 * of what it covers; so a hub that got no answer sends it again, and nothing changes.
 */
@Stateless
public class HubJournals {

  /** Longest batch, in bytes. */
  public static final int MAX_BYTES = JournalLimits.MAX_COMPRESSED_BYTES;

  @Inject Sql sql;
  @Inject InstantSource time;
  @EJB Readings readings;
  @EJB EventIntake events;
  @EJB JournalAudit audit;

  /**
   * Stores one batch.
   *
   * @param bytes as JOURNAL.md describes
   * @throws Invalid if they are not a batch, or exceed a limit; nothing is stored
   * @throws Conflict if the cloud never issued this epoch to this hub ({@code EPOCH_UNKNOWN})
   */
  public JournalReceipt store(HubCaller hub, byte[] bytes) {
    var batch = read(bytes);
    return sql.together(() -> store(hub, batch));
  }

  private JournalReceipt store(HubCaller hub, JournalBatch batch) {
    var rows = new JournalRows(sql, hub.hubId(), batch.epoch(), batch.stream());
    if (!rows.lock()) {
      throw new Conflict("EPOCH_UNKNOWN", "ask for the epoch of your journal first");
    }
    var before = rows.runs();
    var range = new SeqRange(batch.firstSeq(), batch.lastSeq());
    var isRepeat = Accounted.missing(range, before).isEmpty();
    rows.came(time.instant(), isRepeat);
    if (isRepeat) {
      return JournalReceipt.of(before);
    }
    // A part of it may be there: what a record is known by makes it one all the same.
    events.take(hub, batch);
    readings.appendJournal(hub.farmId(), batch.series());
    var after = Accounted.with(before, new Accounted.Run(range, batch.coverage(), batch.reason()));
    rows.store(before, after);
    if (batch.stream() == JournalStream.EVENTS) {
      audit.settle(hub.hubId(), hub.farmId(), batch.epoch());
    }
    return JournalReceipt.of(after);
  }

  private static JournalBatch read(byte[] bytes) {
    try {
      return JournalDecoder.decode(bytes);
    } catch (WireFormatException e) {
      throw new Invalid(e.field(), e.getMessage().substring(e.field().length() + 1));
    }
  }
}
