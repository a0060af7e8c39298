package com.tokkatot.edge.schedule;

import static com.tokkatot.edge.schedule.TestSchedules.ID;
import static com.tokkatot.edge.schedule.TestSchedules.LIGHT;
import static com.tokkatot.edge.schedule.TestSchedules.MINUTE;
import static com.tokkatot.edge.schedule.TestSchedules.OTHER;
import static com.tokkatot.edge.schedule.TestSchedules.feeding;
import static com.tokkatot.edge.schedule.TestSchedules.light;
import static com.tokkatot.edge.schedule.TestSchedules.on;
import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.wire.CommandAction;
import com.tokkatot.wire.CommandMessage;
import com.tokkatot.wire.CommandResult;
import com.tokkatot.wire.ExecutionMessage.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schedules and people, through the dispatcher. It is 13:00 in Phnom Penh when these begin. */
class OverrideTest {

  @TempDir Path directory;
  private ScheduleWorld world;

  @BeforeEach
  void start() {
    world = new ScheduleWorld(directory);
  }

  @AfterEach
  void stop() {
    world.stop();
  }

  @Test
  void aPersonsOrderHoldsForHalfAnHourAndThenTheWindowGoesOn() {
    world.take(
        world.schedule(ID, 1, light("")), world.schedule(OTHER, 1, on(LIGHT, "10 13 * * *")));
    world.pass(MINUTE);
    world.person(LIGHT, CommandAction.OFF, null);
    world.pass(Duration.ofMinutes(29));
    assertThat(world.board(LIGHT).values()).containsExactly(100, 0);
    assertThat(world.last().error()).isEqualTo(Reason.HELD);

    world.pass(Duration.ofMinutes(2));

    assertThat(world.board(LIGHT).values()).containsExactly(100, 0, 100);
    assertThat(world.board(LIGHT).edges.get(2).at())
        .isEqualTo(Instant.parse("2026-03-01T06:31:00Z"));
  }

  @Test
  void aFanThatIsSwitchedOffInWarmAirIsHeldForFiveMinutesOnly() {
    world.isSetTo(LIGHT, Map.of("thermostat_on", 32.0, "thermostat_off", 30.0));
    world.take(world.schedule(ID, 1, light("")));
    world.pass(MINUTE);
    world.reads("temperature", 33);
    world.person(LIGHT, CommandAction.OFF, null);
    world.pass(Duration.ofSeconds(299));
    assertThat(world.board(LIGHT).value()).isZero();

    world.pass(Duration.ofSeconds(1));

    assertThat(world.board(LIGHT).value()).isEqualTo(100);
  }

  @Test
  void aFanThatIsSwitchedOffInCoolAirIsHeldForHalfAnHour() {
    world.isSetTo(LIGHT, Map.of("thermostat_on", 32.0, "thermostat_off", 30.0));
    world.take(world.schedule(ID, 1, light("")));
    world.pass(MINUTE);
    world.reads("temperature", 32);

    world.person(LIGHT, CommandAction.OFF, null);

    assertThat(world.holds()).containsEntry(LIGHT, world.now().plusSeconds(1800));
  }

  @Test
  void whatIsNoFanIsHeldForHalfAnHourInWarmAirToo() {
    world.isSetTo(LIGHT, Map.of("thermostat_on", 18.0, "thermostat_off", 20.0));
    world.take(world.schedule(ID, 1, light("")), world.schedule(OTHER, 1, on(OTHER, "0 5 * * *")));
    world.pass(MINUTE);
    world.reads("temperature", 33);

    world.person(LIGHT, CommandAction.OFF, null);
    world.person(OTHER, CommandAction.OFF, null);

    assertThat(world.holds())
        .containsEntry(LIGHT, world.now().plusSeconds(1800))
        .containsEntry(OTHER, world.now().plusSeconds(1800));
  }

  @Test
  void theHoldOutlivesARestart() {
    world.take(world.schedule(ID, 1, light("")));
    world.pass(MINUTE);
    world.person(LIGHT, CommandAction.OFF, null);
    world.restart();

    world.pass(Duration.ofMinutes(10));

    assertThat(world.board(LIGHT).value()).isZero();
  }

  @Test
  void whoEndsTheHoldHasTheWindowGoOnAtOnce() {
    world.take(world.schedule(ID, 1, light("")));
    world.pass(MINUTE);
    world.person(LIGHT, CommandAction.OFF, null);
    assertThat(world.holds()).containsExactly(Map.entry(LIGHT, world.now().plusSeconds(1800)));
    assertThat(world.holdsChanged()).isTrue();

    var release = world.person(LIGHT, CommandAction.RELEASE, null);

    assertThat(world.board(LIGHT).values()).containsExactly(100, 0, 100);
    assertThat(world.holds()).isEmpty();
    assertThat(world.holdsChanged()).isTrue();
    assertThat(world.answerOf(release).result()).isEqualTo(CommandResult.COMPLETED);
    assertThat(world.board(LIGHT).taken)
        .extracting(CommandMessage::action)
        .doesNotContain(CommandAction.RELEASE);
  }

  @Test
  void whoEndsAHoldThatIsNotThereChangesNothing() {
    world.take(world.schedule(ID, 1, light("")));
    world.pass(MINUTE);

    var release = world.person(LIGHT, CommandAction.RELEASE, null);
    world.pass(MINUTE);

    assertThat(world.board(LIGHT).values()).containsExactly(100);
    assertThat(world.holdsChanged()).isFalse();
    assertThat(world.answerOf(release).result()).isEqualTo(CommandResult.COMPLETED);
  }

  @Test
  void aHoldIsNoneAnyMoreWhenItsTimeIsOver() {
    world.take(world.schedule(ID, 1, light("")));
    world.pass(MINUTE);
    world.person(LIGHT, CommandAction.OFF, null);
    world.holdsChanged();

    world.pass(Duration.ofMinutes(30));

    assertThat(world.holds()).isEmpty();
    assertThat(world.holdsChanged()).isTrue();
  }

  @Test
  void whatNoScheduleHoldsStaysAsThePersonLeftIt() {
    world.take(world.schedule(ID, 1, feeding("1 13 * * *", "'action_duration':5,")));
    world.person(LIGHT, CommandAction.ON, null);

    world.pass(Duration.ofMinutes(40), Duration.ofSeconds(10));

    assertThat(world.board(LIGHT).values()).containsExactly(100);
  }
}
