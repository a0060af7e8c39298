package com.tokkatot.mqtt.rar.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.mqtt.rar.history.History.Id;
import com.tokkatot.mqtt.rar.history.Violation.Kind;
import org.junit.jupiter.api.Test;

class HistoryCheckerTest {

  final History history = new History();

  @Test
  void aHistoryOfTwoDevicesThatMixIsSound() {
    settled("fan/1", "pump/1", "fan/2", "pump/2");

    assertThat(HistoryChecker.check(history)).isEmpty();
  }

  @Test
  void aRepeatedDeliveryBreaksNoPromise() {
    settled("fan/1");
    history.delivered(id("fan/1"));

    assertThat(HistoryChecker.check(history)).isEmpty();
  }

  @Test
  void storedWithoutHavingHeardTheAcknowledgementBreaksNoPromise() {
    history.invoked(id("fan/1"));
    history.delivered(id("fan/1"));
    history.stored(id("fan/1"));

    assertThat(HistoryChecker.check(history)).isEmpty();
  }

  @Test
  void acknowledgedAndNotStoredIsLost() {
    history.invoked(id("fan/1"));
    history.acknowledged(id("fan/1"));

    assertThat(HistoryChecker.check(history)).containsExactly(violation(Kind.LOST, "fan/1"));
  }

  @Test
  void acknowledgedAndParkedIsNotLost() {
    history.invoked(id("fan/1"));
    history.acknowledged(id("fan/1"));
    history.delivered(id("fan/1"));
    history.parked(id("fan/1"));

    assertThat(HistoryChecker.check(history)).isEmpty();
  }

  @Test
  void storedTwiceIsSeen() {
    settled("fan/1");
    history.stored(id("fan/1"));

    assertThat(HistoryChecker.check(history)).containsExactly(violation(Kind.TWICE, "fan/1"));
  }

  @Test
  void storedAndParkedIsTwice() {
    settled("fan/1");
    history.parked(id("fan/1"));

    assertThat(HistoryChecker.check(history)).containsExactly(violation(Kind.TWICE, "fan/1"));
  }

  @Test
  void anEarlierOneOfADeviceStoredLaterIsOutOfOrder() {
    settled("fan/2", "pump/1", "fan/1");

    assertThat(HistoryChecker.check(history))
        .containsExactly(violation(Kind.OUT_OF_ORDER, "fan/1"));
  }

  @Test
  void storedButNeverInvokedIsSeen() {
    history.delivered(id("fan/1"));
    history.stored(id("fan/1"));

    assertThat(HistoryChecker.check(history))
        .containsExactly(violation(Kind.NEVER_INVOKED, "fan/1"));
  }

  @Test
  void storedButNeverDeliveredIsSeen() {
    history.invoked(id("fan/1"));
    history.stored(id("fan/1"));

    assertThat(HistoryChecker.check(history))
        .containsExactly(violation(Kind.NEVER_DELIVERED, "fan/1"));
  }

  @Test
  void anIdIsReadAsItIsWritten() {
    assertThat(Id.of(new Id("farm/fan", 7).toString())).isEqualTo(new Id("farm/fan", 7));
  }

  private void settled(String... ids) {
    for (var id : ids) {
      history.invoked(id(id));
      history.acknowledged(id(id));
      history.delivered(id(id));
      history.stored(id(id));
    }
  }

  private static Id id(String text) {
    return Id.of(text);
  }

  private static Violation violation(Kind kind, String id) {
    return new Violation(kind, id(id));
  }
}
