package com.tokkatot.mqtt.rar;

import static com.tokkatot.mqtt.rar.FakeContainer.Fate.COMMITS;
import static com.tokkatot.mqtt.rar.FakeContainer.Fate.FAILS_AT_COMMIT;
import static com.tokkatot.mqtt.rar.FakeContainer.Fate.ROLLS_BACK_SILENTLY;
import static com.tokkatot.mqtt.rar.FakeContainer.Fate.THROWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.mqtt.MqttMessage;
import com.tokkatot.mqtt.rar.FakeContainer.Fate;
import jakarta.resource.NotSupportedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeliveryTest {

  static final RetryPlan PLAN =
      new RetryPlan(
          List.of(Duration.ofMillis(50), Duration.ofMillis(200)), List.of(Duration.ofMillis(10)));

  final FakeContainer container = new FakeContainer();
  final List<String> acknowledged = new ArrayList<>();
  final List<Duration> waits = new ArrayList<>();
  boolean stopping;

  final Delivery delivery =
      new Delivery(
          container,
          container,
          PLAN,
          wait -> {
            waits.add(wait);
            return !stopping;
          });

  @Test
  void aCommittedBatchIsAcknowledgedInTheOrderOfReceipt() {
    assertThat(deliver("a", "b", "c")).isTrue();

    assertThat(acknowledged).containsExactly("a", "b", "c");
    assertThat(container.delivered).containsExactly(List.of("a", "b", "c"));
    assertThat(waits).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = "COMMITS", mode = EnumSource.Mode.EXCLUDE)
  void withoutAProvenCommitTheBatchIsTriedAgainInPlace(Fate first) {
    container.fate = batch -> container.delivered.size() == 1 ? first : COMMITS;

    assertThat(deliver("a", "b")).isTrue();

    assertThat(container.delivered).containsExactly(List.of("a", "b"), List.of("a", "b"));
    assertThat(acknowledged).containsExactly("a", "b");
    assertThat(waits).containsExactly(Duration.ofMillis(50));
  }

  @ParameterizedTest
  @EnumSource(names = "COMMITS", mode = EnumSource.Mode.EXCLUDE)
  void everyBeginIsPairedWithAnEnd(Fate fate) {
    container.fate = batch -> fate;

    deliver("a");

    assertThat(container.open).isZero();
  }

  @Test
  void aPoisonMessageIsParkedWithItsReasonAndTheOthersGoOn() {
    container.fate = batch -> batch.contains("bad") ? THROWS : COMMITS;

    assertThat(deliver("a", "bad", "c")).isTrue();

    assertThat(container.parked).containsExactly("bad | IllegalArgumentException: no such device");
    assertThat(acknowledged).containsExactly("a", "bad", "c");
    assertThat(container.delivered).contains(List.of("a"), List.of("c"));
  }

  @Test
  void aMessageThatIsAlwaysRolledBackSilentlyIsParkedToo() {
    container.fate = batch -> batch.contains("bad") ? ROLLS_BACK_SILENTLY : COMMITS;

    deliver("bad");

    assertThat(container.parked).containsExactly("bad | the transaction was rolled back");
  }

  @Nested
  class WhenTheDatabaseIsAway {

    @Test
    void nothingIsAcknowledgedAndTheCallerMustLeaveTheBroker() {
      container.fate = batch -> FAILS_AT_COMMIT;
      container.parkingFate = FAILS_AT_COMMIT;

      assertThat(deliver("a", "b")).isFalse();

      assertThat(acknowledged).isEmpty();
    }

    @Test
    void whatWasSettledBeforeItWentAwayStaysAcknowledged() {
      container.fate = batch -> batch.equals(List.of("a")) ? COMMITS : THROWS;
      container.parkingFate = THROWS;

      assertThat(deliver("a", "b", "c")).isFalse();

      assertThat(acknowledged).containsExactly("a");
      assertThat(container.delivered).doesNotContain(List.of("c"));
    }
  }

  @Nested
  class WhenTheApplicationIsNotReady {

    @Test
    void theMessageIsNeitherParkedNorAcknowledged() {
      container.ready = false;

      assertThat(deliver("a")).isFalse();

      assertThat(container.parked).isEmpty();
      assertThat(acknowledged).isEmpty();
    }
  }

  @Nested
  class WhenTheActivationStops {

    @Test
    void aFailingMessageIsLeftToTheBrokerNotParked() {
      stopping = true;
      container.fate = batch -> THROWS;

      assertThat(deliver("a")).isFalse();

      assertThat(container.parked).isEmpty();
      assertThat(acknowledged).isEmpty();
    }
  }

  @Test
  void aBeanWithoutATransactionIsRefused() {
    container.transacted = false;

    assertThatThrownBy(() -> Delivery.requireTransacted(container))
        .isInstanceOf(NotSupportedException.class)
        .hasMessageContaining("REQUIRED");
  }

  @Test
  void aBeanWithATransactionIsTaken() {
    assertThatCode(() -> Delivery.requireTransacted(container)).doesNotThrowAnyException();
  }

  private boolean deliver(String... texts) {
    return delivery.deliver(Stream.of(texts).map(this::inbound).toList());
  }

  private Inbound inbound(String text) {
    var message = new MqttMessage("t", text.getBytes(StandardCharsets.UTF_8), 1, false, null);
    return new Inbound(message, () -> acknowledged.add(text));
  }
}
