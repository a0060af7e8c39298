package com.tokkatot.rules.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.rules.schedule.Plan.InCycles;
import com.tokkatot.rules.schedule.Plan.InWindow;
import com.tokkatot.rules.schedule.Schedule.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {

  private static final Window DAY = Window.daily(LocalTime.of(6, 0), LocalTime.of(18, 0));
  private static final Cycle CONVEYOR =
      new Cycle(Duration.ofMinutes(10), Duration.ofMinutes(15), 0);

  @Test
  void aCycleInAWindowIsLockedToTheWindowsStart() {
    var plan = new InCycles(CONVEYOR, DAY, null, 100);

    var level = plan.level(Plans.local("2026-03-01T06:30:00"), Plans.ZONE).orElseThrow();

    assertThat(level.isOn()).isTrue();
    assertThat(level.until()).isEqualTo(Plans.local("2026-03-01T06:35:00"));
    var night = plan.level(Plans.local("2026-03-01T19:00:00"), Plans.ZONE).orElseThrow();
    assertThat(night.isOn()).isFalse();
    assertThat(night.until()).isEqualTo(Plans.local("2026-03-02T06:00:00"));
  }

  @Test
  void aTurnEndsWithItsWindow() {
    var plan = new InCycles(new Cycle(Duration.ofHours(5), Duration.ofHours(5), 0), DAY, null, 100);

    var level = plan.level(Plans.local("2026-03-01T16:30:00"), Plans.ZONE).orElseThrow();

    assertThat(level.isOn()).isTrue();
    assertThat(level.until()).isEqualTo(Plans.local("2026-03-01T18:00:00"));
  }

  @Test
  void aWindowSaysUntilWhenItHolds() {
    var plan = new InWindow(DAY, 60);

    assertThat(plan.level(Plans.local("2026-03-01T07:00:00"), Plans.ZONE))
        .hasValue(new Plan.Level(true, Plans.local("2026-03-01T18:00:00")));
    assertThat(plan.level(Plans.local("2026-03-01T18:00:00"), Plans.ZONE))
        .hasValue(new Plan.Level(false, Plans.local("2026-03-02T06:00:00")));
  }

  @Test
  void aSequenceMustBeOverBeforeItComesAgain() {
    var run = new Step(100, Duration.ofSeconds(120));
    var rest = new Step(0, Duration.ofSeconds(30));

    assertThat(Plans.at("0 */6 * * *", null, run, rest, run).sequence()).hasSize(3);
    assertThatThrownBy(() -> Plans.at("*/4 * * * *", null, run, run))
        .hasMessage("action_sequence takes 240 s, but comes again after 240 s");
    var hour = new Step(100, Duration.ofHours(1));
    assertThatThrownBy(() -> Plans.at("0 6 * * *", null, hour)).hasMessageContaining("an hour");
    assertThatThrownBy(() -> Plans.at("0 6 * * *", Duration.ofSeconds(5), run))
        .hasMessageStartingWith("action_duration");
  }

  @Test
  void whatIsOutOfBoundsIsRefusedByName() {
    assertThatThrownBy(() -> new InWindow(DAY, 101)).hasMessageStartingWith("action_value");
    assertThatThrownBy(() -> new InCycles(CONVEYOR, null, null, 100))
        .hasMessageStartingWith("anchor");
    assertThatThrownBy(() -> new InCycles(CONVEYOR, DAY, Instant.EPOCH, 100))
        .hasMessageStartingWith("anchor");
    assertThatThrownBy(() -> Plans.at("0 6 * * *", Duration.ofSeconds(7201)))
        .hasMessageStartingWith("action_duration");
    assertThatThrownBy(() -> new Target(Plans.FAN, Duration.ofSeconds(-1)))
        .hasMessageStartingWith("offset");
    var plan = new InWindow(DAY, 100);
    assertThatThrownBy(() -> Plans.schedule(plan)).hasMessageStartingWith("devices");
    assertThatThrownBy(() -> Plans.schedule(plan, Plans.FAN, Plans.FAN))
        .hasMessageContaining("twice");
    var targets = List.of(new Target(Plans.FAN, Duration.ZERO));
    assertThatThrownBy(
            () ->
                new Schedule(
                    Plans.FAN, 1, plan, targets, Plans.ZONE, 11, Instant.EPOCH, Duration.ZERO))
        .hasMessageStartingWith("priority");
    assertThatThrownBy(
            () ->
                new Schedule(
                    Plans.FAN,
                    1,
                    plan,
                    targets,
                    Plans.ZONE,
                    1,
                    Instant.EPOCH,
                    Duration.ofSeconds(3601)))
        .hasMessageStartingWith("misfire_grace");
  }
}
