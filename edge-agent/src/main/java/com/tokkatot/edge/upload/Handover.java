package com.tokkatot.edge.upload;

import com.tokkatot.edge.journal.Journal;
import com.tokkatot.edge.journal.Outbox;
import com.tokkatot.edge.journal.Outbox.Stream;
import com.tokkatot.edge.journal.Step;
import com.tokkatot.edge.journal.Store;
import com.tokkatot.edge.upload.UploadCloud.EpochUnknown;
import com.tokkatot.edge.upload.UploadCloud.Handing;
import com.tokkatot.edge.upload.UploadCloud.Receipt;
import com.tokkatot.wire.journal.JournalEncoder;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayDeque;

/**
 * Hands over to the cloud what it lacks of the journal, until it lacks nothing. Nothing counts as
 * done before the cloud says so.
 */
final class Handover {

  private static final Logger LOG = System.getLogger(Handover.class.getName());

  /** While one travels to a far cloud and is stored there, the line carries the other. */
  private static final int UNDER_WAY = 2;

  private final Journal journal;
  private final Outbox outbox;
  private final UploadCloud cloud;
  private final Cursor cursor;
  private final BatchMaker batches;
  private final InstantSource time;

  /**
   * @param mostReadings records in a batch of readings
   */
  Handover(
      Journal journal,
      Outbox outbox,
      UploadCloud cloud,
      Cursor cursor,
      InstantSource time,
      int mostReadings) {
    this.journal = journal;
    this.outbox = outbox;
    this.cloud = cloud;
    this.cursor = cursor;
    this.batches = new BatchMaker(journal, cursor, mostReadings);
    this.time = time;
  }

  /** A batch as it goes. */
  private record Packed(Stream stream, byte[] bytes, long firstSeq, long lastSeq) {}

  private record UnderWay(Packed batch, Handing handing) {}

  /**
   * Events first, and again after each batch of readings. Blocks.
   *
   * @throws EpochUnknown if the journal needs another epoch; it asks for one the next time
   * @throws IOException if the cloud is away; what it did not confirm goes the next time
   */
  void run() throws IOException {
    var epoch = epoch();
    try {
      sendEvents(epoch);
      sendReadings(epoch);
      forget();
    } catch (EpochUnknown e) {
      step(store -> cursor.epoch(store, 0));
      throw e;
    }
  }

  private void sendEvents(long epoch) throws IOException {
    var batch = pack(Stream.EVENT, epoch, 0);
    while (batch != null) {
      confirm(batch, cloud.hand(batch.bytes).receipt());
      batch = pack(Stream.EVENT, epoch, 0);
    }
  }

  /** While batches travel, those of before leave the journal and the next is packed. */
  private void sendReadings(long epoch) throws IOException {
    var underWay = new ArrayDeque<UnderWay>();
    var heardTo = 0L;
    var next = pack(Stream.READING, epoch, 0);
    while (next != null || !underWay.isEmpty()) {
      if (next != null && underWay.size() < UNDER_WAY) {
        underWay.add(new UnderWay(next, cloud.hand(next.bytes)));
        forget();
        next = pack(Stream.READING, epoch, next.lastSeq + 1);
        continue;
      }
      heardTo = hear(underWay.remove(), heardTo);
      if (underWay.isEmpty() && next == null) {
        next = pack(Stream.READING, epoch, 0);
      }
      sendEvents(epoch);
    }
  }

  /**
   * Waits for the cloud's word on a batch.
   *
   * @return how far it has all, as far as was heard
   */
  private long hear(UnderWay sent, long heardTo) throws IOException {
    var receipt = sent.handing.receipt();
    // Given before the word that was heard first: the later batch was the quicker one.
    return receipt.storedTo() < heardTo ? heardTo : confirm(sent.batch, receipt);
  }

  /** The next batch, ready to go; null: there is none. */
  private Packed pack(Stream stream, long epoch, long notBefore) throws IOException {
    return batches
        .next(stream, epoch, notBefore)
        .map(
            batch ->
                new Packed(stream, JournalEncoder.encode(batch), batch.firstSeq(), batch.lastSeq()))
        .orElse(null);
  }

  /** The epoch of our journal; asked for once in its life. */
  private long epoch() throws IOException {
    var known = journal.ask(cursor::journal);
    if (known.epoch() == 0) {
      var epoch = cloud.epoch(known.id());
      step(store -> cursor.epoch(store, epoch));
      LOG.log(Level.INFO, "Journal {0} has epoch {1}", known.id(), epoch);
      return epoch;
    }
    return known.epoch();
  }

  /** Takes the cloud's word over; up to where it has all. */
  private long confirm(Packed sent, Receipt receipt) throws IOException {
    var isRestored =
        journal.ask(
            store -> {
              var last = Math.max(receipt.storedTo(), receipt.holeTo());
              if (last > outbox.newest(store, sent.stream)) {
                cursor.begin(store);
                return true;
              }
              cursor.confirmed(store, sent.stream, receipt, time.instant());
              return false;
            });
    if (isRestored) {
      // A card restored from a copy: the cloud has more of this journal than there is here.
      LOG.log(Level.WARNING, "The cloud knows a later journal; this one begins anew");
      throw new EpochUnknown();
    }
    if (receipt.storedTo() < sent.lastSeq && receipt.storedTo() >= sent.firstSeq - 1) {
      throw new IOException("The cloud did not account for what it took");
    }
    return receipt.storedTo();
  }

  /** Confirmed readings leave the journal, some at a time: a command must not wait for all. */
  private void forget() throws IOException {
    while (journal.ask(cursor::forget)) {
      LOG.log(Level.TRACE, "Confirmed readings leave the journal");
    }
  }

  private interface Work {
    void in(Store store) throws SQLException;
  }

  private void step(Work work) throws IOException {
    journal.await(
        store -> {
          work.in(store);
          return Step.NOTHING;
        });
  }
}
