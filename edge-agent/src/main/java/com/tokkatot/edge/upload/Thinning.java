package com.tokkatot.edge.upload;

import com.tokkatot.edge.journal.Journal;
import com.tokkatot.edge.journal.Outbox;
import com.tokkatot.edge.journal.Outbox.Stream;
import com.tokkatot.edge.journal.Step;
import com.tokkatot.edge.journal.Store;
import com.tokkatot.edge.upload.Cursor.Row;
import com.tokkatot.wire.SensorMessage;
import com.tokkatot.wire.WireFormatException;
import com.tokkatot.wire.journal.JournalBatch;
import com.tokkatot.wire.journal.JournalEncoder;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes room on a card that is nearly full: the oldest readings that the cloud does not have yet
 * become means of a minute, packed, under a tombstone with their numbers. Events are never touched.
 * Source: wire.md, "Store and forward".
 */
public final class Thinning {

  private static final Logger LOG = System.getLogger(Thinning.class.getName());

  /** Below this the farm's own work would soon have no room. */
  static final long RESERVE_BYTES = 256L << 20;

  /** A week and a half of fifty devices. */
  static final long MOST_READINGS = 1_500_000;

  /** What is younger stays as it is: it will be looked at first. */
  static final int NEWEST = 2_000;

  private final Journal journal;
  private final Outbox outbox;
  private final Cursor cursor;
  private final Room room;
  private final long reserveBytes;

  Thinning(Journal journal, Outbox outbox, Room room, long reserveBytes) {
    this.journal = journal;
    this.outbox = outbox;
    this.cursor = new Cursor(outbox);
    this.room = room;
    this.reserveBytes = reserveBytes;
  }

  /**
   * @param directory where the journal lies
   * @throws IOException if its disk cannot be asked
   */
  public static Thinning in(Path directory, Journal journal, Outbox outbox) throws IOException {
    return new Thinning(journal, outbox, Room.on(directory), RESERVE_BYTES);
  }

  /** Thins as much as is needed, some at a time; returns at once. */
  public void look() {
    journal.later(this::thin);
  }

  private Runnable thin(Store store) throws SQLException {
    var count = store.number("select count(*) from reading");
    if (count <= NEWEST || (count <= MOST_READINGS && room.left(store) >= reserveBytes)) {
      return Step.NOTHING;
    }
    var first = store.number("select min(seq) from reading");
    var rows = run(cursor.rows(store, Stream.READING, first, first + Cursor.STEP - 1));
    var last = rows.get(rows.size() - 1).seq();
    var batch = JournalBatch.thinned(1, first, rows.size(), Means.of(messages(rows)));
    store.run(
        "insert into thinned (first_seq, last_seq, batch) values (?, ?, ?)",
        first,
        last,
        JournalEncoder.encode(batch));
    outbox.forgetReadings(store, last, rows.size());
    LOG.log(Level.WARNING, "The card is nearly full: readings {0} to {1} are thinned", first, last);
    return this::look;
  }

  /** As long as numbers follow each other. */
  private static List<Row> run(List<Row> rows) {
    var end = 1;
    while (end < rows.size() && rows.get(end).seq() == rows.get(end - 1).seq() + 1) {
      end++;
    }
    return rows.subList(0, end);
  }

  private static List<SensorMessage> messages(List<Row> rows) {
    var messages = new ArrayList<SensorMessage>(rows.size());
    for (var row : rows) {
      try {
        messages.add(SensorMessage.read(row.payload()));
      } catch (WireFormatException e) {
        LOG.log(Level.DEBUG, "A reading cannot be read any more", e);
      }
    }
    return messages;
  }
}
