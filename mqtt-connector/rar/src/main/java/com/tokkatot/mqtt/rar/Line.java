package com.tokkatot.mqtt.rar;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscribe;
import com.tokkatot.mqtt.MqttMessage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One connection with one subscription, from connect to loss. A new one is made after a loss: the
 * broker sends again what was not acknowledged, so whatever still waits in here is dropped.
 */
final class Line implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Line.class.getName());
  private static final int KEEP_ALIVE_S = 10; // a vanished node is noticed after 1.5 times this
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Inbound LOST = new Inbound(null, () -> {});

  private final Mqtt5AsyncClient client;
  // Bounded by the receive maximum: the client library drops the line if the broker exceeds it.
  private final BlockingQueue<Inbound> waiting = new LinkedBlockingQueue<>();
  private volatile boolean lost;

  private Line(SecureClients clients, MqttActivationSpec spec) {
    client =
        clients.make(
            spec.getSubscriptionName(),
            builder -> builder.addDisconnectedListener(context -> breakOff()));
  }

  /**
   * @throws LineDownException saying why there is no connection
   */
  static Line opened(SecureClients clients, MqttActivationSpec spec, StopSign stop)
      throws LineDownException {
    var line = new Line(clients, spec);
    try {
      line.open(spec, stop);
      return line;
    } catch (LineDownException | RuntimeException e) {
      line.close();
      throw e;
    }
  }

  private void open(MqttActivationSpec spec, StopSign stop) throws LineDownException {
    // Before connect, and for all topics: a resumed session delivers before we have subscribed.
    client.publishes(MqttGlobalPublishFilter.ALL, this::received, Runnable::run, true);
    var connect =
        Mqtt5Connect.builder()
            .cleanStart(false)
            .sessionExpiryInterval(spec.getSessionExpirySeconds())
            .keepAlive(KEEP_ALIVE_S)
            .restrictions()
            .receiveMaximum(spec.getReceiveMaximum())
            .applyRestrictions()
            .build();
    stop.await(client.connect(connect), ANSWER);
    var subscribe =
        Mqtt5Subscribe.builder()
            .topicFilter(spec.getTopicFilter())
            .qos(MqttQos.fromCode(spec.getQos()))
            .build();
    stop.await(client.subscribe(subscribe), ANSWER);
  }

  /**
   * Waits for a message and takes along what else is there.
   *
   * @param linger how long to wait for more after the first
   * @return 1 to {@code most} messages in the order of receipt
   * @throws LineDownException when the connection is lost or {@link #breakOff} was called
   */
  List<Inbound> take(int most, Duration linger) throws LineDownException {
    var batch = new ArrayList<Inbound>();
    try {
      batch.add(waiting.take());
      waiting.drainTo(batch, most - 1);
      if (batch.size() < most && !linger.isZero() && !lost) {
        var more = waiting.poll(linger.toNanos(), TimeUnit.NANOSECONDS);
        if (more != null) {
          batch.add(more);
          waiting.drainTo(batch, most - batch.size());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LineDownException("interrupted", e);
    }
    if (lost) {
      throw new LineDownException("connection lost", null);
    }
    return batch;
  }

  int waiting() {
    return waiting.size();
  }

  /** Ends a wait in {@link #take}. Any thread may call it. */
  void breakOff() {
    lost = true;
    waiting.add(LOST);
  }

  /** Leaves the broker; it keeps the session and, in a shared group, gives the rest to others. */
  @Override
  public void close() {
    breakOff();
    try {
      // Waited for, so that the same client id does not come back before it has left.
      client.disconnect().get(1, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.log(Level.DEBUG, "Already down", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void received(Mqtt5Publish publish) {
    var expiry = publish.getMessageExpiryInterval();
    var message =
        new MqttMessage(
            publish.getTopic().toString(),
            publish.getPayloadAsBytes(),
            publish.getQos().getCode(),
            publish.isRetain(),
            expiry.isPresent() ? Duration.ofSeconds(expiry.getAsLong()) : null);
    waiting.add(new Inbound(message, publish::acknowledge));
  }
}
