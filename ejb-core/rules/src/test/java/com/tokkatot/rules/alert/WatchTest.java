package com.tokkatot.rules.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WatchTest {

  private static final Instant NOON = Instant.parse("2026-03-01T05:00:00Z");

  private final AlertRule hot = rule(Side.HIGH, 35, 60);
  private Watch watch = Watch.WELL;

  @Test
  void aReadingAtTheLimitRaisesAtOnceWhereThereIsNoDelay() {
    var rule = rule(Side.HIGH, 35, 0);

    assertThat(Watch.WELL.next(rule, 35, 34.9, NOON).isRaised()).isFalse();
    assertThat(Watch.WELL.next(rule, 35, 35, NOON).isRaised()).isTrue();
  }

  @Test
  void whatIsTooLowIsWrongOnTheOtherSide() {
    var rule = rule(Side.LOW, 20, 0);

    assertThat(Watch.WELL.next(rule, 20, 20.1, NOON).isRaised()).isFalse();
    assertThat(Watch.WELL.next(rule, 20, 19, NOON).isRaised()).isTrue();
  }

  @Test
  void itMustLastForTheDelay() {
    read(0, 36);
    read(59, 36);
    assertThat(watch.isRaised()).isFalse();

    read(60, 36);

    assertThat(watch.isRaised()).isTrue();
    assertThat(watch.beyondSince()).isEqualTo(NOON);
  }

  @Test
  void aMomentBackBeginsTheDelayAnew() {
    read(0, 36);
    read(30, 34.9);
    read(60, 36);
    read(90, 36);

    assertThat(watch.isRaised()).isFalse();
    assertThat(watch.beyondSince()).isEqualTo(NOON.plusSeconds(60));
  }

  @Test
  void itIsWellAgainOnlyBehindTheMargin() {
    read(0, 36);
    read(60, 36);

    read(90, 34.6);
    assertThat(watch.isRaised()).as("within the half degree").isTrue();

    read(120, 34.4);
    assertThat(watch.isWell()).isTrue();
  }

  @Test
  void whatComesOutOfOrderChangesNothing() {
    read(0, 36);
    read(60, 36);

    read(30, 20);

    assertThat(watch.isRaised()).isTrue();
  }

  private void read(long afterS, double value) {
    watch = watch.next(hot, 35, value, NOON.plusSeconds(afterS));
  }

  private static AlertRule rule(Side side, double value, long delayS) {
    return new AlertRule(
        new UUID(0, 1),
        Scope.FARM,
        new Limit("temperature", side, false, value, null),
        Severity.CRITICAL,
        Ages.ANY,
        Duration.ofSeconds(delayS),
        null,
        true);
  }
}
