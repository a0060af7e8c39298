package com.tokkatot.mqtt.rar;

import jakarta.resource.spi.work.Work;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The loop of one activation: connect, take a batch, deliver it, and again. It runs as container
 * Work, because a raw thread would carry the wrong class loader.
 */
final class Lane implements Work {

  private static final Logger LOG = System.getLogger(Lane.class.getName());

  private final SecureClients clients;
  private final MqttActivationSpec spec;
  private final Deliverer delivery;
  private final StopSign stop;
  private final Pause between;
  private final Quiet quiet;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Backoff reconnect = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));
  private final Backoff away = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(15));
  private volatile Line current;

  /**
   * @param between waits between two connections; the stop sign itself, except in tests
   */
  Lane(
      SecureClients clients,
      MqttActivationSpec spec,
      Deliverer delivery,
      StopSign stop,
      Pause between,
      InstantSource time) {
    this.clients = clients;
    this.spec = spec;
    this.delivery = delivery;
    this.stop = stop;
    this.between = between;
    this.quiet = new Quiet(time);
  }

  @Override
  public void run() {
    try {
      while (!stop.isRaised()) {
        between.rest(connectedOnce());
      }
    } finally {
      ended.countDown();
    }
  }

  /** The container ends all its work. */
  @Override
  public void release() {
    stop();
  }

  /** Returns at once; {@link #awaitEnd} waits for the batch in hand. */
  void stop() {
    stop.raise();
    var line = current;
    if (line != null) {
      line.breakOff();
    }
  }

  /** Messages received and not yet in a batch: never more than the receive maximum. */
  int waiting() {
    var line = current;
    return line == null ? 0 : line.waiting();
  }

  /** Whether it is subscribed at this moment. */
  boolean hears() {
    return current != null;
  }

  boolean awaitEnd(Duration atMost) {
    try {
      return ended.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** One connection from start to loss; says how long to wait before the next. */
  private Duration connectedOnce() {
    try (var line = Line.opened(clients, spec, stop)) {
      current = line;
      LOG.log(Level.INFO, "{0} hears {1}", spec.getSubscriptionName(), spec.getTopicFilter());
      reconnect.reset();
      return serve(line);
    } catch (LineDownException | RuntimeException e) {
      if (!stop.isRaised() && quiet.allows()) {
        LOG.log(Level.WARNING, "{0}: no broker: {1}", spec.getSubscriptionName(), e.getMessage());
      }
      return reconnect.next();
    } finally {
      current = null;
    }
  }

  private Duration serve(Line line) throws LineDownException {
    var linger = Duration.ofMillis(spec.getLingerMs());
    while (!stop.isRaised()) {
      if (!delivery.deliver(line.take(spec.getBatchSize(), linger))) {
        // Leave the broker rather than sit on messages: a member that withholds stops the group.
        return away.next();
      }
      away.reset();
    }
    return Duration.ZERO;
  }
}
