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
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicInteger;

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

  private final Journal journal;
  private final Outbox outbox;
  private final Sender cloud;
  private final InstantSource time;
  private final boolean hasUpload;
  private long connection;
  private Lane events = new Lane(Stream.EVENT, EVENT_WINDOW);
  private Lane readings = new Lane(Stream.READING, READING_WINDOW);

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
  }

  @Override
  public void run(Store store) throws SQLException {
    if (!cloud.connected()) {
      return;
    }
    if (cloud.connection() != connection) {
      // What an earlier connection did not acknowledge counts as not sent: begin at the oldest.
      connection = cloud.connection();
      events = new Lane(Stream.EVENT, EVENT_WINDOW);
      readings = new Lane(Stream.READING, READING_WINDOW);
      if (hasUpload) {
        events.last = outbox.newest(store, Stream.EVENT) - NEWS;
      }
    }
    if (events.pump(store) && !hasUpload) {
      readings.pump(store);
    }
  }

  /** One stream on one connection. */
  private final class Lane {
    private final Stream stream;
    private final int window;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final ArrayDeque<Waiting> page = new ArrayDeque<>();
    private long last;

    Lane(Stream stream, int window) {
      this.stream = stream;
      this.window = window;
    }

    /** Sends as much as the window allows; true if nothing of this stream waits any more. */
    boolean pump(Store store) throws SQLException {
      while (inFlight.get() < window && cloud.connected()) {
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
      inFlight.incrementAndGet();
      cloud
          .send(Outgoing.passing(record.topic(), record.payload()))
          .whenComplete(
              (done, failure) -> {
                inFlight.decrementAndGet();
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
