package com.tokkatot.rules.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.rules.condition.Truth;
import com.tokkatot.rules.schedule.Fire.Outcome;
import com.tokkatot.rules.time.ClockGrade;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FireTest {

  private static final Instant PLANNED = Instant.parse("2026-03-01T23:00:00Z");
  private static final Fire FIRE =
      new Fire(UUID.fromString("0199f1c2-7a3b-7c4d-8e5f-000000000001"), Plans.FAN, PLANNED);

  @ParameterizedTest(name = "{0} s late, clock {1}, condition {2}, only off {3}: {4}")
  @CsvSource({
    "0, TRUSTED, TRUE, false, RUN",
    "60, TRUSTED, TRUE, false, RUN",
    "61, TRUSTED, TRUE, false, MISFIRE",
    "0, HELD, TRUE, false, RUN",
    "0, UNKNOWN, TRUE, false, WAIT",
    "0, TRUSTED, FALSE, false, CONDITION",
    "0, TRUSTED, UNKNOWN, false, UNKNOWN",
    "0, TRUSTED, UNKNOWN, true, RUN",
    "61, TRUSTED, UNKNOWN, true, MISFIRE"
  })
  void itIsNeverSilent(long late, ClockGrade clock, Truth truth, boolean isOff, Outcome outcome) {
    assertThat(FIRE.outcome(PLANNED.plusSeconds(late), Duration.ofSeconds(60), clock, truth, isOff))
        .isEqualTo(outcome);
  }

  @Test
  void whoeverComputesItsIdComesToTheSame() {
    var id = FIRE.executionId();

    assertThat(id).isEqualTo(new Fire(FIRE.scheduleId(), FIRE.deviceId(), PLANNED).executionId());
    assertThat(id.version()).isEqualTo(5);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id).isNotEqualTo(new Fire(FIRE.scheduleId(), Plans.PUMP, PLANNED).executionId());
    assertThat(id)
        .isNotEqualTo(
            new Fire(FIRE.scheduleId(), Plans.FAN, PLANNED.plusNanos(1000)).executionId());
  }
}
