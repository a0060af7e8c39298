package com.tokkatot.mqtt.rar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.mqtt.MqttMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ParallelDeliveryTest {

  private record Settling(List<String> got, boolean settles) implements Deliverer {
    @Override
    public boolean deliver(List<Inbound> batch) {
      batch.forEach(one -> got.add(one.message().topic() + one.message().text()));
      return settles;
    }
  }

  final Settling first = new Settling(new ArrayList<>(), true);
  final Settling second = new Settling(new ArrayList<>(), true);

  @Test
  void aTopicHasOneLaneForGoodAndKeepsItsOrder() {
    var delivery = new ParallelDelivery(List.of(first, second), Runnable::run);

    assertThat(delivery.deliver(batch("a1", "b1", "a2", "b2"))).isTrue();
    assertThat(delivery.deliver(batch("b3", "a3"))).isTrue();

    // "a" is 97 and odd, "b" is 98 and even.
    assertThat(first.got).containsExactly("b1", "b2", "b3");
    assertThat(second.got).containsExactly("a1", "a2", "a3");
  }

  @Test
  void oneLaneThatFailsIsEnoughToLeaveTheBroker() {
    var failing = new Settling(new ArrayList<>(), false);

    assertThat(
            new ParallelDelivery(List.of(first, failing), Runnable::run).deliver(batch("a1", "b1")))
        .isFalse();
    assertThat(
            new ParallelDelivery(List.of(failing, second), Runnable::run)
                .deliver(batch("a1", "b1")))
        .isFalse();
  }

  @Test
  void aLaneThatBreaksIsNotLeftWhileTheOthersWork() {
    Deliverer breaking =
        batch -> {
          throw new IllegalStateException("broken");
        };
    var delivery = new ParallelDelivery(List.of(breaking, second), Runnable::run);

    assertThatThrownBy(() -> delivery.deliver(batch("b1", "a1"))).hasMessage("broken");
    assertThat(second.got).containsExactly("a1");
    assertThat(
            new ParallelDelivery(List.of(first, breaking), Runnable::run)
                .deliver(batch("b1", "a1")))
        .isFalse();
  }

  private static List<Inbound> batch(String... texts) {
    return Stream.of(texts)
        .map(
            text ->
                new Inbound(
                    new MqttMessage(
                        text.substring(0, 1),
                        text.substring(1).getBytes(StandardCharsets.UTF_8),
                        1,
                        false,
                        null),
                    () -> {}))
        .toList();
  }
}
