package com.tokkatot.rules.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CycleTest {

  private static final Instant ANCHOR = Instant.parse("2026-03-01T06:00:00Z");
  private static final Cycle CONVEYOR =
      new Cycle(Duration.ofMinutes(10), Duration.ofMinutes(15), 0);

  @ParameterizedTest(name = "{0} s after the anchor")
  @CsvSource({
    "-1, false, 0",
    "0, true, 600",
    "599, true, 600",
    "600, false, 1500",
    "1499, false, 1500",
    "1500, true, 2100",
    "150000, true, 150600"
  })
  void whoBeginsToLookInTheMiddleSeesTheSamePhase(long seconds, boolean isOn, long until) {
    var phase = CONVEYOR.at(ANCHOR.plusSeconds(seconds), ANCHOR);

    assertThat(phase.isOn()).isEqualTo(isOn);
    assertThat(phase.until()).isEqualTo(ANCHOR.plusSeconds(until));
  }

  @Test
  void pulseFeedingEndsAfterItsTurns() {
    var pulses = new Cycle(Duration.ofSeconds(30), Duration.ofSeconds(10), 2);

    assertThat(pulses.at(ANCHOR.plusSeconds(45), ANCHOR).isOn()).isTrue();
    var after = pulses.at(ANCHOR.plusSeconds(70), ANCHOR);
    assertThat(after.isOn()).isFalse();
    assertThat(after.until()).isEqualTo(Instant.MAX);
    assertThat(pulses.at(ANCHOR.plusSeconds(86_400), ANCHOR).isOn()).isFalse();
  }

  @Test
  void noTimeAtAllIsRefusedByName() {
    assertThatThrownBy(() -> new Cycle(Duration.ZERO, Duration.ofSeconds(1), 0))
        .hasMessageStartingWith("on_duration");
    assertThatThrownBy(() -> new Cycle(Duration.ofSeconds(1), Duration.ofDays(2), 0))
        .hasMessageStartingWith("off_duration");
    assertThatThrownBy(() -> new Cycle(Duration.ofSeconds(1), Duration.ofSeconds(1), -1))
        .hasMessageStartingWith("repeat_count");
  }
}
