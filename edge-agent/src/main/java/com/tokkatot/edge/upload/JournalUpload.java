package com.tokkatot.edge.upload;

import com.tokkatot.edge.journal.Journal;
import com.tokkatot.edge.journal.Outbox;
import com.tokkatot.edge.journal.Outbox.Stream;
import com.tokkatot.edge.journal.Step;
import com.tokkatot.edge.journal.Store;
import com.tokkatot.edge.link.Backoff;
import com.tokkatot.edge.rest.CloudRest;
import com.tokkatot.edge.upload.UploadCloud.EpochUnknown;
import com.tokkatot.wire.DigestMessage.JournalMark;
import com.tokkatot.wire.NotifyMessage.Lacking;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Uploads the journal: every five minutes or as the farm has set, on each connection and when the
 * cloud asks. One at a time. What fails is tried again after a wait that grows to five minutes;
 * sending again what the cloud has changes nothing there.
 */
public final class JournalUpload {

  private static final Logger LOG = System.getLogger(JournalUpload.class.getName());

  /** Some 25 KB on the wire, some megabytes in memory while it is made. */
  private static final int MOST_READINGS = 10_000;

  private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  /** Runs something, now or after a while, on a thread that may be blocked for a minute. */
  @FunctionalInterface
  interface Later {

    /**
     * @throws RejectedExecutionException if the hub is stopping
     */
    void run(Runnable task, Duration after);
  }

  private final Journal journal;
  private final UploadCloud cloud;
  private final Outbox outbox;
  private final Cursor cursor;
  private final Handover handover;
  private final Later later;
  private final Backoff backoff;
  private final AtomicBoolean wanted = new AtomicBoolean();
  private final AtomicBoolean running = new AtomicBoolean();
  private final AtomicBoolean retrying = new AtomicBoolean();

  JournalUpload(
      Journal journal,
      Outbox outbox,
      UploadCloud cloud,
      Later later,
      Backoff backoff,
      InstantSource time,
      int mostReadings) {
    this.journal = journal;
    this.cloud = cloud;
    this.outbox = outbox;
    this.cursor = new Cursor(outbox);
    this.handover = new Handover(journal, outbox, cloud, cursor, time, mostReadings);
    this.later = later;
    this.backoff = backoff;
  }

  /**
   * @param cloud null: there is none, and nothing is uploaded
   * @param timer uploads; its threads may be blocked for a minute
   */
  public static JournalUpload over(
      CloudRest cloud,
      Journal journal,
      Outbox outbox,
      ScheduledExecutorService timer,
      InstantSource time) {
    var uploads = cloud == null ? null : new RestUploads(cloud);
    return new JournalUpload(
        journal,
        outbox,
        uploads,
        (task, after) -> timer.schedule(task, after.toMillis(), TimeUnit.MILLISECONDS),
        new Backoff(FIRST_WAIT, LONGEST_WAIT, () -> ThreadLocalRandom.current().nextDouble()),
        time,
        MOST_READINGS);
  }

  /** Uploads what the cloud lacks. Returns at once. */
  public void upload() {
    wanted.set(true);
    if (cloud == null || !running.compareAndSet(false, true)) {
      return;
    }
    try {
      later.run(this::run, Duration.ZERO);
    } catch (RejectedExecutionException e) {
      running.set(false);
      LOG.log(Level.DEBUG, "The hub is stopping", e);
    }
  }

  /** How far the journal goes; null before it has an epoch. On the writer's thread. */
  public JournalMark mark(Store store) throws SQLException {
    if (cloud == null) {
      return null;
    }
    var known = cursor.journal(store);
    return known.epoch() == 0
        ? null
        : new JournalMark(known.epoch(), outbox.newest(store, Stream.EVENT));
  }

  /** Uploads events once more that the cloud found to be lacking. Returns at once. */
  public void again(Lacking lacking) {
    journal.submit(
        store -> {
          if (cloud == null || cursor.journal(store).epoch() != lacking.epoch()) {
            return Step.NOTHING; // of a journal that is not this one
          }
          cursor.lacking(store, lacking.firstSeq(), lacking.lastSeq());
          return this::upload;
        },
        Step.NOTHING);
  }

  private void run() {
    try {
      while (wanted.getAndSet(false)) {
        uploadAll();
      }
      backoff.reset();
    } catch (IOException e) {
      retry(e);
    } finally {
      running.set(false);
    }
    if (wanted.get()) {
      upload(); // asked for between the last look and the end
    }
  }

  private void retry(IOException why) {
    var wait = backoff.next();
    LOG.log(Level.INFO, "The journal waits {0}: {1}", wait, why.getMessage());
    if (!retrying.compareAndSet(false, true)) {
      return; // one is due already
    }
    try {
      later.run(
          () -> {
            retrying.set(false);
            upload();
          },
          wait);
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "The hub is stopping", e);
    }
  }

  private void uploadAll() throws IOException {
    try {
      handover.run();
    } catch (EpochUnknown e) {
      wanted.set(true);
    }
  }
}
