package com.tokkatot.edge.upload;

import com.tokkatot.edge.journal.Outbox;
import com.tokkatot.edge.journal.Outbox.Stream;
import com.tokkatot.edge.journal.Store;
import com.tokkatot.edge.upload.UploadCloud.Receipt;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** How far each stream is uploaded, and what comes next. On the writer's thread only. */
final class Cursor {

  /** So many records leave the journal in one step; more would hold up a command. */
  static final int STEP = 1000;

  private final Outbox outbox;

  Cursor(Outbox outbox) {
    this.outbox = outbox;
  }

  /**
   * What may be sent next.
   *
   * @param first the first number the cloud lacks
   * @param last the last it lacks, or the newest of the journal; less than first: nothing is
   */
  record Span(long first, long last) {

    boolean isEmpty() {
      return last < first;
    }
  }

  /** One record as it lies there. */
  record Row(long seq, String topic, byte[] payload, Instant at) {}

  /** A tombstone that stands for the records it covers. */
  record Tombstone(long firstSeq, long lastSeq, byte[] batch) {}

  Span span(Store store, Stream stream) throws SQLException {
    return store
        .first(
            row -> new Span(row.getLong(1) + 1, row.getLong(2)),
            "select stored_to, coalesce(hole_to, (select seq from sqlite_sequence where name = ?),"
                + " 0) from upload where stream = ?",
            stream.table(),
            stream.table())
        .orElseThrow();
  }

  /** At most {@link #STEP} records from there on, in order; numbers may be missing. */
  List<Row> rows(Store store, Stream stream, long first, long last) throws SQLException {
    return store.all(
        row ->
            new Row(
                row.getLong(1),
                row.getString(2),
                row.getBytes(3),
                Instant.ofEpochMilli(row.getLong(4))),
        "select seq, topic, payload, at from "
            + stream.table()
            + " where seq between ? and ? order by seq limit "
            + STEP,
        first,
        last);
  }

  /** The tombstone that covers this number or is the next after it. */
  Optional<Tombstone> tombstone(Store store, long seq) throws SQLException {
    return store.first(
        row -> new Tombstone(row.getLong(1), row.getLong(2), row.getBytes(3)),
        "select first_seq, last_seq, batch from thinned where last_seq >= ?"
            + " order by first_seq limit 1",
        seq);
  }

  /** Takes over what the cloud has; the records themselves go by {@link #forget}. */
  void confirmed(Store store, Stream stream, Receipt receipt, Instant now) throws SQLException {
    store.run(
        "update upload set stored_to = ?, hole_to = ? where stream = ?",
        receipt.storedTo(),
        receipt.holeTo() == 0 ? null : receipt.holeTo(),
        stream.table());
    if (stream == Stream.EVENT) {
      outbox.deliveredTo(store, receipt.storedTo(), now);
    } else {
      store.run("delete from thinned where last_seq <= ?", receipt.storedTo());
    }
  }

  /** Removes some of the readings that the cloud has; false when there were none. */
  boolean forget(Store store) throws SQLException {
    return outbox.forgetReadings(
            store, store.number("select stored_to from upload where stream = 'reading'"), STEP)
        > 0;
  }

  /** Marks events as lacking again, for the cloud asks for them; at most one hole at a time. */
  void lacking(Store store, long first, long last) throws SQLException {
    store.run(
        "update upload set stored_to = min(stored_to, ?), hole_to = ? where stream = 'event'",
        first - 1,
        last);
  }

  /** Which journal this is, and the number the cloud gave it; 0: none yet. */
  record Journal(UUID id, long epoch) {}

  /** Made when it is asked for the first time. */
  Journal journal(Store store) throws SQLException {
    var known =
        store.first(
            row -> new Journal(UUID.fromString(row.getString(1)), row.getLong(2)),
            "select id, coalesce(epoch, 0) from journal");
    return known.isPresent() ? known.get() : begin(store);
  }

  void epoch(Store store, long epoch) throws SQLException {
    store.run("update journal set epoch = ?", epoch);
  }

  /**
   * Calls this journal a new one, of which the cloud has nothing: what it has under the old name is
   * not what lies here.
   */
  Journal begin(Store store) throws SQLException {
    var id = UUID.randomUUID();
    store.run("delete from journal");
    store.run("insert into journal (id) values (?)", id.toString());
    store.run("update upload set stored_to = 0, hole_to = null");
    return new Journal(id, 0);
  }
}
