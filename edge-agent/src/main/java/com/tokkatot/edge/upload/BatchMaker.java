package com.tokkatot.edge.upload;

import com.tokkatot.edge.journal.Journal;
import com.tokkatot.edge.journal.Outbox.Stream;
import com.tokkatot.edge.upload.Cursor.Row;
import com.tokkatot.edge.upload.Cursor.Span;
import com.tokkatot.edge.upload.Cursor.Tombstone;
import com.tokkatot.wire.SensorMessage;
import com.tokkatot.wire.Topics;
import com.tokkatot.wire.WireFormatException;
import com.tokkatot.wire.journal.JournalBatch;
import com.tokkatot.wire.journal.JournalDecoder;
import com.tokkatot.wire.journal.JournalEvent;
import com.tokkatot.wire.journal.JournalStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the next batch of a stream out of what lies in the journal: records as long as their
 * numbers follow each other, else the tombstone that stands there, else word that nothing does.
 */
final class BatchMaker {

  static final String GONE = "not in the hub's journal any more";
  static final String UNREADABLE = "unreadable in the hub's journal";

  private static final int MOST_EVENTS = 4_000;

  /**
   * Bytes of messages in a batch, so that it is within all limits even if nothing can be packed.
   */
  private static final int MOST_EVENT_BYTES = 900_000;

  private static final int MOST_READING_BYTES = 5_000_000;

  private final Journal journal;
  private final Cursor cursor;
  private final int mostReadings;

  /**
   * @param mostReadings records in a batch of readings; what it takes in memory
   */
  BatchMaker(Journal journal, Cursor cursor, int mostReadings) {
    this.journal = journal;
    this.cursor = cursor;
    this.mostReadings = mostReadings;
  }

  private record Found(List<Row> rows, Optional<Tombstone> tombstone) {}

  /**
   * The next batch, or nothing when the cloud has all.
   *
   * @param notBefore what is under way already ends before this number; 0: nothing is
   * @throws IOException if the journal cannot be read
   */
  Optional<JournalBatch> next(Stream stream, long epoch, long notBefore) throws IOException {
    var lacking = journal.ask(store -> cursor.span(store, stream));
    var span = new Span(Math.max(lacking.first(), notBefore), lacking.last());
    if (span.isEmpty()) {
      return Optional.empty();
    }
    var found = look(stream, span, span.first());
    if (found.tombstone.isPresent() && found.tombstone.get().firstSeq() <= span.first()) {
      return Optional.of(thinned(epoch, found.tombstone.get()));
    }
    var wire = stream == Stream.EVENT ? JournalStream.EVENTS : JournalStream.READINGS;
    if (found.rows.isEmpty() || found.rows.get(0).seq() > span.first()) {
      return Optional.of(gone(epoch, wire, span, found));
    }
    var rows = following(stream, span, found.rows);
    return Optional.of(stream == Stream.EVENT ? events(epoch, rows) : readings(epoch, rows));
  }

  /** Page by page: a command must not wait for all of it. */
  private List<Row> following(Stream stream, Span span, List<Row> begin) throws IOException {
    var isEvent = stream == Stream.EVENT;
    var most = isEvent ? MOST_EVENTS : mostReadings;
    var mostBytes = isEvent ? MOST_EVENT_BYTES : MOST_READING_BYTES;
    var rows = new ArrayList<Row>(most);
    var page = begin;
    var bytes = 0;
    while (!page.isEmpty()) {
      for (var row : page) {
        bytes += row.payload().length;
        var isNext = rows.isEmpty() || row.seq() == last(rows) + 1;
        if (!isNext || rows.size() == most || (bytes > mostBytes && !rows.isEmpty())) {
          return rows;
        }
        rows.add(row);
      }
      page = look(stream, span, last(rows) + 1).rows;
    }
    return rows;
  }

  private static long last(List<Row> rows) {
    return rows.get(rows.size() - 1).seq();
  }

  private Found look(Stream stream, Span span, long from) throws IOException {
    return journal.ask(
        store ->
            new Found(
                cursor.rows(store, stream, from, span.last()),
                stream == Stream.EVENT ? Optional.empty() : cursor.tombstone(store, from)));
  }

  private static JournalBatch gone(long epoch, JournalStream wire, Span span, Found found) {
    var end = span.last() + 1;
    if (!found.rows.isEmpty()) {
      end = found.rows.get(0).seq();
    }
    if (found.tombstone.isPresent()) {
      end = Math.min(end, found.tombstone.get().firstSeq());
    }
    return JournalBatch.lost(epoch, wire, span.first(), end - span.first(), GONE);
  }

  /** As it was packed, under the epoch of today. */
  private static JournalBatch thinned(long epoch, Tombstone tombstone) {
    try {
      var packed = JournalDecoder.decode(tombstone.batch());
      return new JournalBatch(
          epoch,
          packed.stream(),
          packed.firstSeq(),
          packed.count(),
          packed.coverage(),
          null,
          List.of(),
          packed.series());
    } catch (WireFormatException e) {
      var first = tombstone.firstSeq();
      var count = tombstone.lastSeq() - first + 1;
      return JournalBatch.lost(epoch, JournalStream.READINGS, first, count, UNREADABLE);
    }
  }

  private static JournalBatch events(long epoch, List<Row> rows) {
    var events = new ArrayList<JournalEvent>(rows.size());
    for (var row : rows) {
      var from = Topics.parse(row.topic());
      var kind =
          switch (from.kind()) {
            case EXECUTION -> JournalEvent.Kind.EXECUTION;
            case ALERT -> JournalEvent.Kind.ALERT;
            default -> JournalEvent.Kind.STATUS;
          };
      events.add(new JournalEvent(kind, from.deviceId(), row.at(), row.payload()));
    }
    return JournalBatch.ofEvents(epoch, rows.get(0).seq(), events);
  }

  private static JournalBatch readings(long epoch, List<Row> rows) {
    var messages = new ArrayList<SensorMessage>(rows.size());
    var first = rows.get(0).seq();
    for (var row : rows) {
      try {
        messages.add(SensorMessage.read(row.payload()));
      } catch (WireFormatException e) {
        break; // a damaged card: what is before it goes now, and it itself next
      }
    }
    return messages.isEmpty()
        ? JournalBatch.lost(epoch, JournalStream.READINGS, first, 1, UNREADABLE)
        : JournalBatch.ofReadings(epoch, first, messages);
  }
}
