package com.tokkatot.rules.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SwitchTest {

  private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
  private static final Limits PUMP =
      new Limits(Duration.ofSeconds(60), Duration.ofSeconds(120), Duration.ofSeconds(1800));

  private Switch now = Switch.OFF;

  @Test
  void itRunsAndRestsAtLeastSoLong() {
    assertThat(at(0, Truth.TRUE)).isTrue();
    assertThat(at(59, Truth.FALSE)).isTrue();
    assertThat(at(60, Truth.FALSE)).isFalse();
    assertThat(at(100, Truth.TRUE)).isFalse();
    assertThat(now.changesBy(Truth.TRUE, PUMP)).isEqualTo(BEGIN.plusSeconds(180));
    assertThat(at(180, Truth.TRUE)).isTrue();
  }

  @Test
  void whatHasRunAsLongAsItMayWaitsForTheConditionToLetGo() {
    at(0, Truth.TRUE);
    assertThat(now.changesBy(Truth.TRUE, PUMP)).isEqualTo(BEGIN.plusSeconds(1800));
    assertThat(at(1799, Truth.TRUE)).isTrue();
    assertThat(at(1800, Truth.TRUE)).isFalse();
    assertThat(at(4000, Truth.TRUE)).as("a tank that never fills").isFalse();
    assertThat(at(4001, Truth.UNKNOWN)).isFalse();
    assertThat(at(4002, Truth.TRUE)).isFalse();
    assertThat(at(4003, Truth.FALSE)).isFalse();
    assertThat(at(4004, Truth.TRUE)).isTrue();
  }

  @Test
  void whatNobodyKnowsSwitchesNothingOnAndOffAtOnce() {
    assertThat(at(0, Truth.UNKNOWN)).isFalse();
    at(1, Truth.TRUE);
    assertThat(at(2, Truth.UNKNOWN)).isFalse();
  }

  @Test
  void limitsThatContradictEachOtherAreRefusedByName() {
    var minute = Duration.ofMinutes(1);
    assertThatThrownBy(() -> new Limits(minute, minute, Duration.ofSeconds(59)))
        .hasMessageStartingWith("max_on");
    assertThatThrownBy(() -> new Limits(Duration.ofSeconds(-1), minute, null))
        .hasMessageStartingWith("min_on");
    assertThatThrownBy(() -> new Limits(minute, Duration.ofHours(3), null))
        .hasMessageStartingWith("min_off");
  }

  private boolean at(long seconds, Truth truth) {
    now = now.next(truth, PUMP, BEGIN.plusSeconds(seconds));
    return now.isOn();
  }
}
