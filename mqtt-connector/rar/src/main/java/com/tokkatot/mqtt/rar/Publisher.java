package com.tokkatot.mqtt.rar;

import com.hivemq.client.mqtt.MqttClientState;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.lifecycle.MqttClientConnectedContext;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import com.tokkatot.mqtt.MqttMessage;
import com.tokkatot.mqtt.MqttUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The node's one outgoing line. It reconnects by itself and keeps nothing while the broker is away:
 * whoever publishes has written the message down before and sends it again.
 *
 * <p>A message that is never acknowledged holds its place among those under way until the
 * connection ends. When half of the places the broker grants are lost, the line begins anew.
 */
final class Publisher implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Publisher.class.getName());
  private static final Duration ANSWER = Duration.ofSeconds(2);
  private static final Duration FIRST_CONNECT = Duration.ofSeconds(1);

  private final Mqtt5AsyncClient client;
  private final Quiet quiet;
  private final CountDownLatch firstTryEnded = new CountDownLatch(1);

  /** Not acknowledged in time on this connection. */
  private final AtomicInteger unanswered = new AtomicInteger();

  private volatile boolean isBeginningAnew;

  private Publisher(SecureClients clients, InstantSource time) {
    quiet = new Quiet(time);
    client =
        clients.make(
            "out",
            builder ->
                builder
                    .automaticReconnect()
                    .initialDelay(100, TimeUnit.MILLISECONDS)
                    .maxDelay(2, TimeUnit.SECONDS)
                    .applyAutomaticReconnect()
                    .addConnectedListener(this::connected)
                    .addDisconnectedListener(this::disconnected));
  }

  /** Starts to connect and returns at once. */
  static Publisher connecting(SecureClients clients, InstantSource time) {
    var publisher = new Publisher(clients, time);
    // No session: what was on the way when the line broke is repeated by its owner.
    publisher.client.connect(Mqtt5Connect.builder().cleanStart(true).keepAlive(10).build());
    return publisher;
  }

  /**
   * @throws MqttUnavailableException if it was not acknowledged within 2 s
   */
  void publish(MqttMessage message) {
    if (!connected()) {
      throw new MqttUnavailableException("The broker is away, not sent: " + message);
    }
    var answer = client.publish(forClient(message));
    try {
      check(answer.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      answer.cancel(true);
      missed(1);
      throw new MqttUnavailableException("The broker did not acknowledge " + message, e);
    } catch (ExecutionException e) {
      throw new MqttUnavailableException("Could not publish " + message, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MqttUnavailableException("Interrupted while publishing " + message, e);
    }
  }

  /** Those not acknowledged within 2 s and 1 ms for each message. */
  List<MqttMessage> publishAll(List<MqttMessage> messages) {
    if (!connected()) {
      return List.copyOf(messages);
    }
    var answers = new ArrayList<CompletableFuture<Mqtt5PublishResult>>(messages.size());
    messages.forEach(message -> answers.add(client.publish(forClient(message))));
    awaitAll(answers, ANSWER.plusMillis(messages.size()));
    var open = new ArrayList<MqttMessage>();
    var late = 0;
    for (int i = 0; i < answers.size(); i++) {
      if (!acknowledged(answers.get(i))) {
        late += answers.get(i).cancel(true) ? 1 : 0;
        open.add(messages.get(i));
      }
    }
    missed(late);
    return List.copyOf(open);
  }

  @Override
  public void close() {
    // Also ends the reconnecting. Waited for, because the container takes our classes away next.
    awaitAll(List.of(client.disconnect()), Duration.ofSeconds(1));
  }

  /** Whether the line is up; waits for the end of the very first try. */
  boolean connected() {
    if (client.getState() == MqttClientState.CONNECTING) {
      awaitFirstTry();
    }
    return client.getState() == MqttClientState.CONNECTED;
  }

  private void awaitFirstTry() {
    try {
      firstTryEnded.await(FIRST_CONNECT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void connected(MqttClientConnectedContext context) {
    unanswered.set(0);
    firstTryEnded.countDown();
  }

  private void missed(int answers) {
    var places =
        client
            .getConfig()
            .getConnectionConfig()
            .map(connection -> connection.getRestrictionsForClient().getSendMaximum())
            .orElse(Integer.MAX_VALUE);
    if (answers > 0 && unanswered.addAndGet(answers) >= (places + 1) / 2) {
      isBeginningAnew = true;
      client.disconnect();
    }
  }

  private void disconnected(MqttClientDisconnectedContext context) {
    firstTryEnded.countDown();
    if (isBeginningAnew) {
      // The library reconnects by itself only what it did not end by itself.
      isBeginningAnew = false;
      context.getReconnector().reconnect(true);
    }
    if (quiet.allows()) {
      LOG.log(Level.INFO, "Outgoing line is down: {0}", context.getCause().getMessage());
    }
  }

  private static void awaitAll(List<? extends CompletableFuture<?>> answers, Duration atMost) {
    try {
      CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
          .get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.log(Level.DEBUG, "Not all messages were acknowledged", e); // the caller looks at each
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean acknowledged(CompletableFuture<Mqtt5PublishResult> answer) {
    return answer.isDone()
        && !answer.isCompletedExceptionally()
        && answer.join().getError().isEmpty();
  }

  private static void check(Mqtt5PublishResult result) {
    if (result.getError().isPresent()) {
      throw new MqttUnavailableException("The broker refused", result.getError().get());
    }
  }

  private static Mqtt5Publish forClient(MqttMessage message) {
    var builder =
        Mqtt5Publish.builder()
            .topic(message.topic())
            .payload(message.payload())
            .qos(MqttQos.fromCode(message.qos()))
            .retain(message.retained());
    if (message.expiry() != null) {
      // The broker counts whole seconds; 0 would mean that it may never be delivered.
      builder = builder.messageExpiryInterval(Math.max(1, message.expiry().toSeconds()));
    }
    return builder.build();
  }
}
