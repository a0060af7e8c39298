package com.tokkatot.edge.schedule;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Keeps a dispatcher's time: one thread that sleeps until something is due. */
public final class DispatcherLoop implements AutoCloseable {

  /** Also the longest that a schedule which has just come, or a step of the clock, waits. */
  private static final Duration LONGEST = Duration.ofMillis(100);

  private final Dispatcher dispatcher;
  private final InstantSource time;
  private final CountDownLatch closed = new CountDownLatch(1);

  private DispatcherLoop(Dispatcher dispatcher, InstantSource time) {
    this.dispatcher = dispatcher;
    this.time = time;
  }

  public static DispatcherLoop start(
      Dispatcher dispatcher, ThreadFactory threads, InstantSource time) {
    var loop = new DispatcherLoop(dispatcher, time);
    threads.newThread(loop::run).start();
    return loop;
  }

  private void run() {
    try {
      do {
        dispatcher.look();
      } while (!closed.await(pause().toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the container ends its threads so
    }
  }

  private Duration pause() {
    var now = time.instant();
    var wakeAt = dispatcher.wakeAt();
    if (wakeAt.isAfter(now.plus(LONGEST))) {
      return LONGEST;
    }
    // A millisecond at least: what was due is being looked at.
    return wakeAt.isAfter(now) ? Duration.between(now, wakeAt) : Duration.ofMillis(1);
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
