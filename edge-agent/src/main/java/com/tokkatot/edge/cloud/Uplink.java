package com.tokkatot.edge.cloud;

import com.tokkatot.edge.journal.Journal;
import com.tokkatot.edge.journal.Outbox;
import com.tokkatot.edge.journal.Outbox.Stream;
import com.tokkatot.edge.journal.Outbox.Waiting;
import com.tokkatot.edge.journal.Step;
import com.tokkatot.edge.journal.Store;
import com.tokkatot.edge.link.Outgoing;
import com.tokkatot.edge.link.Sender;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Drains the journal to the cloud. It runs after every commit on the writer's thread, so a fresh
 * status leaves at once, and after every acknowledgement, so a backlog keeps the window full.
 */
public final class Uplink implements Journal.Hook {

  private static final Logger LOG = System.getLogger(Uplink.class.getName());
  private static final int EVENT_WINDOW = 200;

  /** Of a longer backlog only the end is told here; the upload is as fast and far smaller. */
  private static final int NEWS = 500;

  /** Smaller: readings already handed over stand before an event that comes now. */
  private static final int READING_WINDOW = 50;

  /** A broker that works answers in milliseconds; a place in the window is not held for ever. */
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Journal journal;
  private final Outbox outbox;
  private final Sender cloud;
  private final InstantSource time;
  private final boolean hasUpload;
  private long connection;
  private Lane events;
  private Lane readings;

  /**
   * @param hasUpload whether the journal is uploaded too: then readings and old events are its
   *     business, and here go only events that are news
   */
  public Uplink(
      Journal journal, Outbox outbox, Sender cloud, InstantSource time, boolean hasUpload) {
    this.hasUpload = hasUpload;
    this.journal = journal;
    this.outbox = outbox;
    this.cloud = cloud;
    this.time = time;
    this.events = new Lane(Stream.EVENT, EVENT_WINDOW);
    this.readings = new Lane(Stream.READING, READING_WINDOW);
  }

  @Override
  public void run(Store store) throws SQLException {
    if (!cloud.connected()) {
      return;
    }
    if (cloud.connection() != connection) {
      // What an earlier connection did not acknowledge counts as not sent: begin at the oldest.
      connection = cloud.connection();
      events = begin(store, Stream.EVENT, EVENT_WINDOW);
      readings = begin(store, Stream.READING, READING_WINDOW);
    }
    events = events.unlessStuck(store);
    readings = readings.unlessStuck(store);
    if (events.pump(store) && !hasUpload) {
      readings.pump(store);
    }
  }

  private Lane begin(Store store, Stream stream, int window) throws SQLException {
    var lane = new Lane(stream, window);
    if (hasUpload && stream == Stream.EVENT) {
      lane.last = outbox.newest(store, stream) - NEWS;
    }
    return lane;
  }

  /** One stream on one connection. */
  private final class Lane {
    private final Stream stream;
    private final int window;
    private final Map<Long, Instant> inFlight = new ConcurrentHashMap<>();
    private final ArrayDeque<Waiting> page = new ArrayDeque<>();
    private long last;
    private Instant nextLook = time.instant().plus(ANSWER);

    Lane(Stream stream, int window) {
      this.stream = stream;
      this.window = window;
    }

    /**
     * A new lane, which begins again, when one was not answered for too long although the
     * connection is up. To send a record again does no harm.
     */
    Lane unlessStuck(Store store) throws SQLException {
      var now = time.instant();
      if (now.isBefore(nextLook)) {
        return this;
      }
      nextLook = now.plus(LOOK);
      var overdue = now.minus(ANSWER);
      return inFlight.values().stream().anyMatch(overdue::isAfter)
          ? begin(store, stream, window)
          : this;
    }

    /** Sends as much as the window allows; true if nothing of this stream waits any more. */
    boolean pump(Store store) throws SQLException {
      while (inFlight.size() < window && cloud.connected()) {
        if (page.isEmpty()) {
          page.addAll(outbox.after(store, stream, last, window));
        }
        var next = page.poll();
        if (next == null) {
          return true;
        }
        last = next.seq();
        send(next);
      }
      return false;
    }

    private void send(Waiting record) {
      inFlight.put(record.seq(), time.instant());
      cloud
          .send(Outgoing.passing(record.topic(), record.payload()))
          .whenComplete(
              (done, failure) -> {
                inFlight.remove(record.seq());
                if (failure == null) {
                  journal.later(store -> delivered(store, record.seq()));
                } else {
                  // It stays in the journal; the next connection tries again.
                  LOG.log(Level.DEBUG, "Not delivered: " + record.topic(), failure);
                }
              });
    }

    private Runnable delivered(Store store, long seq) throws SQLException {
      outbox.delivered(store, stream, seq, time.instant());
      return Step.NOTHING;
    }
  }
}
