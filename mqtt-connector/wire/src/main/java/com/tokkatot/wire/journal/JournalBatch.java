package com.tokkatot.wire.journal;

import com.tokkatot.wire.SensorMessage;
import com.tokkatot.wire.WireFormatException;
import java.util.List;

/**
 * A run of one stream of a hub's journal. Source: JOURNAL.md.
 *
 * @param epoch which journal of the hub, issued by the cloud; from 1
 * @param firstSeq sequence number of the first record, from 1
 * @param count how many sequence numbers it covers, from 1
 * @param reason why records are not there, for {@link Coverage#LOST}; else null
 * @param events of a whole batch of events, in order
 * @param series of a batch of readings; the order across series means nothing
 */
public record JournalBatch(
    long epoch,
    JournalStream stream,
    long firstSeq,
    long count,
    Coverage coverage,
    String reason,
    List<JournalEvent> events,
    List<JournalSeries> series) {

  /**
   * @throws WireFormatException if it does not account for what it covers
   */
  public JournalBatch {
    events = List.copyOf(events);
    series = List.copyOf(series);
    require(epoch >= 1, "epoch", "must be 1 or more");
    require(firstSeq >= 1, "first_seq", "must be 1 or more");
    require(count >= 1 && count <= Long.MAX_VALUE - firstSeq, "count", "must be 1 or more");
    var isLost = coverage == Coverage.LOST;
    require(isLost == (reason != null), "reason", "belongs to lost records, and to them only");
    require(
        isLost || count <= JournalLimits.MAX_RECORDS,
        "count",
        "must be at most " + JournalLimits.MAX_RECORDS);
    require(
        coverage != Coverage.THINNED || stream == JournalStream.READINGS,
        "coverage",
        "is not for events: they are never thinned");
    var held = events.size() + series.stream().mapToLong(JournalSeries::size).sum();
    require(
        coverage == Coverage.WHOLE ? held == count : held <= (isLost ? 0 : count),
        "count",
        "is " + count + ", but there are " + held + " records");
    require(
        stream == JournalStream.EVENTS ? series.isEmpty() : events.isEmpty(),
        "stream",
        "holds records of the other one");
  }

  /** A run of events. */
  public static JournalBatch ofEvents(long epoch, long firstSeq, List<JournalEvent> events) {
    return new JournalBatch(
        epoch,
        JournalStream.EVENTS,
        firstSeq,
        events.size(),
        Coverage.WHOLE,
        null,
        events,
        List.of());
  }

  /** A run of readings, one record each. */
  public static JournalBatch ofReadings(long epoch, long firstSeq, List<SensorMessage> messages) {
    return new JournalBatch(
        epoch,
        JournalStream.READINGS,
        firstSeq,
        messages.size(),
        Coverage.WHOLE,
        null,
        List.of(),
        SeriesBuilder.of(messages));
  }

  /** A tombstone over readings of which only means are left. */
  public static JournalBatch thinned(
      long epoch, long firstSeq, long count, List<SensorMessage> means) {
    return new JournalBatch(
        epoch,
        JournalStream.READINGS,
        firstSeq,
        count,
        Coverage.THINNED,
        null,
        List.of(),
        SeriesBuilder.of(means));
  }

  /** A tombstone over records that are not there any more. */
  public static JournalBatch lost(
      long epoch, JournalStream stream, long firstSeq, long count, String reason) {
    return new JournalBatch(
        epoch, stream, firstSeq, count, Coverage.LOST, reason, List.of(), List.of());
  }

  /** Sequence number of the last record it covers. */
  public long lastSeq() {
    return firstSeq + count - 1;
  }

  private static void require(boolean holds, String field, String problem) {
    if (!holds) {
      throw new WireFormatException(field, problem);
    }
  }
}
