package com.tokkatot.edge.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.edge.SettableTime;
import com.tokkatot.rules.time.ClockGrade;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockWatchTest {

  private final SettableTime time = new SettableTime();
  private long nanos;
  private boolean confirmed;
  private ClockWatch watch = watch(Instant.EPOCH);

  @Test
  void nobodyKnowsBeforeItIsConfirmed() {
    assertThat(watch.get()).isEqualTo(ClockGrade.UNKNOWN);
    passes(Duration.ofHours(1));
    assertThat(watch.get()).isEqualTo(ClockGrade.UNKNOWN);

    confirmed = true;
    passes(Duration.ofSeconds(10));

    assertThat(watch.get()).isEqualTo(ClockGrade.TRUSTED);
  }

  @Test
  void whatWasConfirmedIsCountedOnUntilItMayBeTwoMinutesWrong() {
    confirmed = true;
    assertThat(watch.get()).isEqualTo(ClockGrade.TRUSTED);
    confirmed = false;

    passes(Duration.ofDays(6));
    assertThat(watch.get()).isEqualTo(ClockGrade.HELD);

    passes(Duration.ofDays(1));
    assertThat(watch.get()).isEqualTo(ClockGrade.UNKNOWN);
  }

  @Test
  void aStepThatNobodyConfirmsIsNotBelieved() {
    confirmed = true;
    watch.get();
    confirmed = false;
    time.advance(Duration.ofMinutes(5));
    assertThat(watch.get()).isEqualTo(ClockGrade.UNKNOWN);

    confirmed = true;
    passes(Duration.ofSeconds(10));

    assertThat(watch.get()).isEqualTo(ClockGrade.TRUSTED);
  }

  @Test
  void aClockBehindWhatWasWrittenDownIsWrongWhoeverConfirmsIt() {
    confirmed = true;
    watch = watch(time.instant().plusSeconds(1));

    assertThat(watch.get()).isEqualTo(ClockGrade.UNKNOWN);
  }

  private ClockWatch watch(Instant floor) {
    return new ClockWatch(time, () -> nanos, () -> confirmed, floor);
  }

  private void passes(Duration length) {
    time.advance(length);
    nanos += length.toNanos();
  }
}
