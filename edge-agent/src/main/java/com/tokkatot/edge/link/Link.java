package com.tokkatot.edge.link;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscribe;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscription;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Keeps one session with one broker. Each connection has a client object of its own, so nothing of
 * a broken one lingers: the broker sends again what we did not acknowledge, and we send again what
 * it did not ({@link Sender#connection} tells them apart).
 */
public final class Link implements Sender, AutoCloseable {

  private static final Logger LOG = System.getLogger(Link.class.getName());
  private static final int KEEP_ALIVE_S = 10;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
  private static final long SESSION_S = Duration.ofDays(7).toSeconds();

  private final LinkRole role;
  private final SecureTransport transport;
  private final ScheduledExecutorService timer;
  private final Backoff backoff =
      new Backoff(
          Duration.ofMillis(200), LONGEST_WAIT, () -> ThreadLocalRandom.current().nextDouble());
  private final Quiet quiet;

  // All under this object's lock; volatile for the readers that need no more than a glance.
  private volatile Mqtt5AsyncClient up;
  private volatile long connections;
  private Mqtt5AsyncClient trying;
  private boolean brokenOff;
  private boolean closed;

  /**
   * @param timer runs the reconnecting
   * @throws GeneralSecurityException if our certificate or the authorities cannot be used
   * @throws IOException if a store cannot be read
   */
  public Link(
      LinkRole role, LinkSettings settings, ScheduledExecutorService timer, InstantSource time)
      throws GeneralSecurityException, IOException {
    this.role = role;
    this.transport = new SecureTransport(settings);
    this.timer = timer;
    this.quiet = new Quiet(time);
  }

  /** Begins to connect and returns at once; from now on the line mends itself. */
  public synchronized void open() {
    if (closed) {
      return;
    }
    var attempt = new Attempt();
    attempt.client =
        transport.client(role.clientId(), context -> lost(attempt.client, context.getCause()));
    trying = attempt.client;
    attempt.client.publishes(MqttGlobalPublishFilter.ALL, this::received, Runnable::run, true);
    attempt
        .client
        .connect(connect())
        .thenCompose(connected -> attempt.client.subscribe(subscribe()))
        .whenComplete(
            (subscribed, failure) -> {
              if (failure == null) {
                connected(attempt.client);
              } else {
                // A refused subscription leaves the connection open, and nothing would come.
                attempt.client.disconnect();
                lost(attempt.client, failure);
              }
            });
  }

  @Override
  public boolean connected() {
    return up != null;
  }

  @Override
  public long connection() {
    return connections;
  }

  @Override
  public CompletableFuture<Void> send(Outgoing message) {
    var client = up;
    if (client == null) {
      return CompletableFuture.failedFuture(new IOException(role.name() + " is away"));
    }
    var publish =
        Mqtt5Publish.builder()
            .topic(message.topic())
            .payload(message.payload())
            .qos(message.fleeting() ? MqttQos.AT_MOST_ONCE : MqttQos.AT_LEAST_ONCE)
            .retain(message.retained())
            .build();
    return client.publish(publish).thenAccept(Link::requireAccepted);
  }

  /**
   * Drops the connection so that the broker sends again what is not acknowledged. Comes back after
   * the longest wait: what could not be written down just now would fail again at once.
   */
  public void breakOff() {
    Mqtt5AsyncClient client;
    synchronized (this) {
      client = up;
      brokenOff = client != null;
    }
    if (client != null) {
      client.disconnect();
    }
  }

  @Override
  public void close() {
    Mqtt5AsyncClient client;
    synchronized (this) {
      closed = true;
      client = up == null ? trying : up;
      up = null;
    }
    if (client == null) {
      return;
    }
    try {
      client.disconnect().get(1, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.log(Level.DEBUG, "Already down", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void connected(Mqtt5AsyncClient client) {
    synchronized (this) {
      if (closed || client != trying) {
        client.disconnect();
        return;
      }
      connections++;
      up = client;
      backoff.reset();
    }
    LOG.log(Level.INFO, "{0} is connected", role.name());
    role.connected().run();
  }

  /** Called for a failed try as well as for the end of a connection, and then only once. */
  private void lost(Mqtt5AsyncClient client, Throwable cause) {
    synchronized (this) {
      if (client != trying) {
        return;
      }
      trying = null;
      up = null;
      if (closed) {
        return;
      }
      if (quiet.allows()) {
        LOG.log(Level.INFO, "{0} is away: {1}", role.name(), String.valueOf(cause.getMessage()));
      }
      try {
        var wait = brokenOff ? LONGEST_WAIT : backoff.next();
        brokenOff = false;
        timer.schedule(this::open, wait.toMillis(), TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        LOG.log(Level.DEBUG, "The hub is stopping", e);
        return;
      }
    }
    role.lost().run();
  }

  private Mqtt5Connect connect() {
    var connect =
        Mqtt5Connect.builder()
            .cleanStart(false)
            .sessionExpiryInterval(SESSION_S)
            .keepAlive(KEEP_ALIVE_S);
    var will = role.will().get();
    if (will == null) {
      return connect.build();
    }
    return connect
        .willPublish()
        .topic(will.topic())
        .payload(will.payload())
        .qos(MqttQos.AT_LEAST_ONCE)
        .retain(will.retained())
        .applyWillPublish()
        .build();
  }

  private Mqtt5Subscribe subscribe() {
    return Mqtt5Subscribe.builder().addSubscriptions(subscriptions(role.filters())).build();
  }

  private static List<Mqtt5Subscription> subscriptions(List<String> filters) {
    return filters.stream()
        .map(
            filter ->
                Mqtt5Subscription.builder().topicFilter(filter).qos(MqttQos.AT_LEAST_ONCE).build())
        .toList();
  }

  private void received(Mqtt5Publish publish) {
    var message =
        new Incoming(
            publish.getTopic().toString(), publish.getPayloadAsBytes(), () -> acknowledge(publish));
    try {
      role.receiver().accept(message);
    } catch (RuntimeException e) {
      // It would end the client's stream of messages, silently; a new connection has a new one.
      LOG.log(Level.ERROR, role.name() + " could not take " + message.topic(), e);
      breakOff();
    }
  }

  /** On a connection that is gone it comes to nothing, and the broker sends the message again. */
  private static void acknowledge(Mqtt5Publish publish) {
    try {
      publish.acknowledge();
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "Not acknowledged", e);
    }
  }

  private static void requireAccepted(Mqtt5PublishResult result) {
    if (result.getError().isPresent()) {
      throw new IllegalStateException("The broker refused", result.getError().get());
    }
  }

  /** Lets the listener of a client know its client, which is built after it. */
  private static final class Attempt {
    private volatile Mqtt5AsyncClient client;
  }
}
