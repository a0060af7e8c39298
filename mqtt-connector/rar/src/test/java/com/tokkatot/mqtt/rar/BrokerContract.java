package com.tokkatot.mqtt.rar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.tokkatot.mqtt.MqttMessage;
import com.tokkatot.mqtt.MqttUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the adapter expects of a broker; the same for each that we say is supported. */
abstract class BrokerContract {

  final StopSign stop = new StopSign();

  /** Clients for the broker under test, as a node of this name. */
  abstract SecureClients clients(String nodeName) throws Exception;

  @Test
  void whatWasPublishedArrivesInOrder() throws Exception {
    var spec = spec("order");
    try (var line = Line.opened(clients("a"), spec, stop);
        var publisher = connected(clients("b"))) {
      assertThat(publisher.publishAll(messages("order", 100))).isEmpty();

      assertThat(take(line, 100))
          .extracting(Inbound::message)
          .extracting(MqttMessage::text)
          .containsExactlyElementsOf(
              messages("order", 100).stream().map(MqttMessage::text).toList());
    }
  }

  @Test
  void whatWasNotAcknowledgedComesAgainAfterAReconnect() throws Exception {
    var spec = spec("again");
    try (var publisher = connected(clients("b"))) {
      try (var line = Line.opened(clients("a"), spec, stop)) {
        publisher.publishAll(messages("again", 2));
        var first = take(line, 1).get(0);
        first.acknowledge();
        // The acknowledgement leaves before the goodbye: both go through the same connection.
      }
      try (var line = Line.opened(clients("a"), spec, stop)) {
        assertThat(take(line, 1).get(0).message().text()).isEqualTo("again-1");
      }
    }
  }

  @Test
  void whatIsPublishedWhileTheSubscriberIsAwayWaitsForIt() throws Exception {
    var spec = spec("away");
    Line.opened(clients("a"), spec, stop).close();
    try (var publisher = connected(clients("b"))) {
      publisher.publishAll(messages("away", 3));
    }

    try (var line = Line.opened(clients("a"), spec, stop)) {
      assertThat(take(line, 3)).hasSize(3);
    }
  }

  @Test
  void anExpiredMessageIsNotDelivered() throws Exception {
    var spec = spec("expiry");
    Line.opened(clients("a"), spec, stop).close();
    try (var publisher = connected(clients("b"))) {
      publisher.publish(message("expiry", "too old", Duration.ofSeconds(1)));
      // The broker counts; its clock cannot be moved from here.
      Awaitility.await().pollDelay(Duration.ofMillis(2100)).until(() -> true);
      publisher.publish(message("expiry", "fresh", Duration.ofMinutes(1)));
    }

    try (var line = Line.opened(clients("a"), spec, stop)) {
      assertThat(take(line, 1).get(0).message().text()).isEqualTo("fresh");
    }
  }

  /**
   * Received with an expiry and never acknowledged, as by a program that died, and too old when it
   * is back.
   *
   * @return whether what was published later comes
   */
  boolean goesOnAfterWhatBecameTooOldOnItsWay() throws Exception {
    var spec = spec("old");
    try (var publisher = connected(clients("b"))) {
      try (var line = Line.opened(clients("a"), spec, stop)) {
        publisher.publish(message("old", "old", Duration.ofSeconds(1)));
        assertThat(take(line, 1)).hasSize(1);
      }
      Awaitility.await().pollDelay(Duration.ofMillis(2100)).until(() -> true);
      publisher.publish(message("old", "fresh", Duration.ofMinutes(1)));
      try (var line = Line.opened(clients("a"), spec, stop)) {
        var told = CompletableFuture.supplyAsync(() -> freshComes(line));
        return told.completeOnTimeout(false, 3, TimeUnit.SECONDS).join();
      }
    }
  }

  private static boolean freshComes(Line line) {
    try {
      for (var text = ""; !text.equals("fresh"); ) {
        var one = line.take(1, Duration.ZERO).get(0);
        text = one.message().text();
        one.acknowledge();
      }
      return true;
    } catch (LineDownException e) {
      return false;
    }
  }

  @Test
  void breakingOffEndsAWaitingTake() throws Exception {
    try (var line = Line.opened(clients("a"), spec("break"), stop)) {
      line.breakOff();

      assertThatThrownBy(() -> line.take(10, Duration.ZERO)).isInstanceOf(LineDownException.class);
    }
  }

  @Test
  void anAbsentBrokerIsSaidAtOnce() throws Exception {
    var publisher = connected(clients("b"));
    publisher.close();

    assertThatThrownBy(() -> publisher.publish(message("gone", "x", null)))
        .isInstanceOf(MqttUnavailableException.class);
    assertThat(publisher.publishAll(messages("gone", 2))).hasSize(2);
  }

  private static Publisher connected(SecureClients clients) {
    var publisher = Publisher.connecting(clients, InstantSource.system());
    publisher.publish(message("warm-up", "x", null)); // waits for the first connect
    return publisher;
  }

  private static MqttActivationSpec spec(String name) {
    var spec = new MqttActivationSpec();
    spec.setTopicFilter("contract/" + name);
    spec.setSubscriptionName(name);
    return spec;
  }

  private static List<Inbound> take(Line line, int count) throws LineDownException {
    var all = new ArrayList<Inbound>();
    while (all.size() < count) {
      all.addAll(line.take(count - all.size(), Duration.ZERO));
      // Brokers send no more than their window before the first acknowledgement.
      if (all.size() < count) {
        all.forEach(BrokerContract::acknowledgeOnce);
      }
    }
    return all;
  }

  private static void acknowledgeOnce(Inbound inbound) {
    try {
      inbound.acknowledge();
    } catch (IllegalStateException e) {
      // acknowledged in an earlier round
    }
  }

  private static List<MqttMessage> messages(String name, int count) {
    return IntStream.range(0, count).mapToObj(i -> message(name, name + "-" + i, null)).toList();
  }

  private static MqttMessage message(String name, String text, Duration expiry) {
    return new MqttMessage(
        "contract/" + name,
        text.getBytes(StandardCharsets.UTF_8),
        MqttQos.AT_LEAST_ONCE.getCode(),
        false,
        expiry);
  }
}
