package com.tokkatot.edge.journal;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** The two streams towards the cloud. On the writer's thread only, but for {@link #backlog}. */
public final class Outbox {

  /** Delivered events stay this long: the cloud may ask for them again. */
  private static final Duration KEPT = Duration.ofDays(7);

  /** Bounds of the disk: about 200 bytes each. The oldest readings go first, events hardly ever. */
  private static final long MOST_READINGS = 2_000_000;

  private static final long MOST_EVENTS = 500_000;

  /** Which stream. Events go to the cloud before readings. */
  public enum Stream {
    EVENT(
        "insert into event (topic, payload, at) values (?, ?, ?)",
        "select seq, topic, payload from event"
            + " where seq > ? and delivered_at is null order by seq limit ?",
        "update event set delivered_at = ? where seq = ? and delivered_at is null",
        "select count(*) from event where delivered_at is null"),
    READING(
        "insert into reading (topic, payload, at) values (?, ?, ?)",
        "select seq, topic, payload from reading where seq > ? order by seq limit ?",
        // Delivered readings are not kept; the first condition only gives both the same shape.
        "delete from reading where ? is not null and seq = ?",
        "select count(*) from reading");

    /** The table that holds it. */
    public String table() {
      return name().toLowerCase(Locale.ROOT);
    }

    private final String insert;
    private final String select;
    private final String deliver;
    private final String count;

    Stream(String insert, String select, String deliver, String count) {
      this.insert = insert;
      this.select = select;
      this.deliver = deliver;
      this.count = count;
    }
  }

  /** What waits to be sent. */
  public record Waiting(long seq, String topic, byte[] payload) {}

  // Counted along, and anew every 30 s: a commit that was rolled back has been counted too.
  private final AtomicLong backlog = new AtomicLong();

  /** Writes a record down; the uplink finds it after the commit. */
  public void append(Store store, Stream stream, String topic, byte[] payload, Instant now)
      throws SQLException {
    store.run(stream.insert, topic, payload, now.toEpochMilli());
    backlog.incrementAndGet();
  }

  /** The oldest records after {@code seq} that were not delivered. */
  public List<Waiting> after(Store store, Stream stream, long seq, int most) throws SQLException {
    return store.all(
        row -> new Waiting(row.getLong(1), row.getString(2), row.getBytes(3)),
        stream.select,
        seq,
        most);
  }

  /** Marks a record as acknowledged by the cloud. */
  public void delivered(Store store, Stream stream, long seq, Instant now) throws SQLException {
    backlog.addAndGet(-store.run(stream.deliver, now.toEpochMilli(), seq));
  }

  /** The last number that was given; 0: none. */
  public long newest(Store store, Stream stream) throws SQLException {
    return store.number("select seq from sqlite_sequence where name = ?", stream.table());
  }

  /** Marks all events up to there as delivered: the cloud has them, by whichever road. */
  public void deliveredTo(Store store, long seq, Instant now) throws SQLException {
    backlog.addAndGet(
        -store.run(
            "update event set delivered_at = ? where seq <= ? and delivered_at is null",
            now.toEpochMilli(),
            seq));
  }

  /**
   * Removes the oldest readings up to there.
   *
   * @return how many; less than {@code most}: there are no more
   */
  public int forgetReadings(Store store, long seq, int most) throws SQLException {
    var removed =
        store.run(
            "delete from reading where seq <= min(?, (select min(seq) from reading) + ?)",
            seq,
            most - 1);
    backlog.addAndGet(-removed);
    return removed;
  }

  /** Counts anew what waits. */
  public void count(Store store) throws SQLException {
    backlog.set(store.number(Stream.EVENT.count) + store.number(Stream.READING.count));
  }

  /** Records that wait for the cloud. */
  public long backlog() {
    return Math.max(0, backlog.get());
  }

  /**
   * Removes what is old and what is too much.
   *
   * @return records removed although the cloud has not seen them
   */
  public long prune(Store store, Instant now) throws SQLException {
    store.run("delete from event where delivered_at < ?", now.minus(KEPT).toEpochMilli());
    return store.run(
            "delete from reading where seq <= (select max(seq) from reading) - ?", MOST_READINGS)
        + store.run("delete from event where seq <= (select max(seq) from event) - ?", MOST_EVENTS);
  }
}
