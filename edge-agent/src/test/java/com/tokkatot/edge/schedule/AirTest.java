package com.tokkatot.edge.schedule;

import static com.tokkatot.edge.schedule.ScheduleWorld.SENSOR;
import static com.tokkatot.edge.schedule.TestSchedules.ID;
import static com.tokkatot.edge.schedule.TestSchedules.LIGHT;
import static com.tokkatot.edge.schedule.TestSchedules.MINUTE;
import static com.tokkatot.edge.schedule.TestSchedules.OTHER;
import static com.tokkatot.edge.schedule.TestSchedules.light;
import static com.tokkatot.edge.schedule.TestSchedules.on;
import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.wire.CommandAction;
import com.tokkatot.wire.CommandResult;
import com.tokkatot.wire.CoopAir;
import com.tokkatot.wire.ExecutionMessage.Reason;
import com.tokkatot.wire.StatusMessage.CommandError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Life above people and schedules, on boards that have no thermometer of their own. */
class AirTest {

  private static final UUID COOP = new UUID(8, 1);
  private static final UUID FAN = LIGHT;
  private static final UUID HEATER = OTHER;

  @TempDir Path directory;
  private ScheduleWorld world;

  @BeforeEach
  void start() {
    world = new ScheduleWorld(directory);
    world.air = List.of(new CoopAir(COOP, List.of(SENSOR), List.of(FAN), List.of(HEATER)));
    world.take();
  }

  @AfterEach
  void stop() {
    world.stop();
  }

  @Test
  void aFanThatAPersonSwitchedOffRunsAgainAtTheCriticalTemperature() {
    world.person(FAN, CommandAction.ON, null);
    world.person(FAN, CommandAction.OFF, null);
    world.reads("temperature", 35.9);
    assertThat(world.board(FAN).value()).isZero();

    world.reads("temperature", 36);

    assertThat(world.board(FAN).value()).isEqualTo(100);
    assertThat(world.holds()).isEmpty();
    assertThat(world.holdsChanged()).isTrue();
  }

  @Test
  void aFanThatAScheduleSwitchedOffRunsAgainAtTheCriticalTemperature() {
    world.take(world.schedule(ID, 1, off("1 13 * * *")));
    world.person(FAN, CommandAction.ON, null);
    world.person(FAN, CommandAction.RELEASE, null);
    world.pass(MINUTE.multipliedBy(2));
    assertThat(world.board(FAN).value()).isZero();

    world.reads("temperature", 36);

    assertThat(world.board(FAN).value()).isEqualTo(100);
  }

  @Test
  void inDeadlyHeatNobodySwitchesAFanOffNorAHeaterOn() {
    world.reads("temperature", 37);
    world.reads("temperature", 35.1); // deadly until it is a whole degree cooler

    var off = world.person(FAN, CommandAction.OFF, null);
    var brief = world.person(FAN, CommandAction.ON, 1000L);
    var toggled = world.person(FAN, CommandAction.TOGGLE, null);
    var heats = world.person(HEATER, CommandAction.ON, null);

    assertThat(List.of(off, brief, toggled, heats))
        .allSatisfy(
            order -> {
              assertThat(world.answerOf(order).result()).isEqualTo(CommandResult.REJECTED);
              assertThat(world.answerOf(order).error()).isEqualTo(CommandError.INTERLOCK);
            });
    assertThat(world.board(FAN).value()).isEqualTo(100);
    assertThat(world.board(HEATER).value()).isZero();
    assertThat(world.holds()).isEmpty();
  }

  @Test
  void inDeadlyHeatATurnOfAScheduleIsLeftOutWithItsReason() {
    world.take(world.schedule(ID, 1, off("1 13 * * *")));
    world.reads("temperature", 37);

    world.pass(MINUTE.multipliedBy(2));

    assertThat(world.only().error()).isEqualTo(Reason.PRIORITY);
    assertThat(world.board(FAN).value()).isEqualTo(100);
  }

  @Test
  void aHeaterStandsInDeadlyHeatThoughAPersonOrAWindowHasItOn() {
    world.take(world.schedule(ID, 1, light("").replace(LIGHT.toString(), HEATER.toString())));
    world.pass(MINUTE);
    assertThat(world.board(HEATER).value()).isEqualTo(100);

    world.reads("temperature", 36);
    assertThat(world.board(HEATER).value()).isZero();
    world.reads("temperature", 34);

    assertThat(world.board(HEATER).value()).as("the window goes on").isEqualTo(100);
  }

  @Test
  void aFanRunsOnUntilTheAirIsComfortableAndThenRests() {
    world.reads("temperature", 36);
    world.reads("temperature", 34.9);
    assertThat(world.board(FAN).values()).containsExactly(100);

    world.reads("temperature", 32);

    assertThat(world.board(FAN).values()).containsExactly(100, 0);
  }

  @Test
  void whatAPersonSwitchesInWarmAirAfterTheHeatIsHeldFiveMinutesAndLeftWhenItIsCool() {
    world.reads("temperature", 36);
    world.reads("temperature", 34);
    world.person(FAN, CommandAction.OFF, null);
    assertThat(world.board(FAN).value()).isZero();
    for (var seconds = 0; seconds < 300; seconds += 30) {
      world.pass(Duration.ofSeconds(30));
      world.reads("temperature", 34);
    }
    assertThat(world.board(FAN).value()).isEqualTo(100);

    world.person(FAN, CommandAction.ON, null);
    world.reads("temperature", 30);
    world.pass(Duration.ofMinutes(31), Duration.ofSeconds(10));

    assertThat(world.board(FAN).value()).as("as the person left it").isEqualTo(100);
  }

  @Test
  void aThermometerThatFallsSilentEndsNothingNorDoesARestart() {
    world.reads("temperature", 36);
    world.pass(Duration.ofMinutes(5));
    world.restart();
    world.board(FAN).reset();
    world.obey();
    world.look();

    assertThat(world.board(FAN).value()).isEqualTo(100);
  }

  @Test
  void aBoardThatRefusesIsAskedAgain() {
    world.board(FAN).refuses = CommandError.STOPPED;
    world.reads("temperature", 36);
    assertThat(world.board(FAN).value()).isZero();

    world.board(FAN).refuses = null;
    world.pass(Duration.ofSeconds(61));

    assertThat(world.board(FAN).value()).isEqualTo(100);
  }

  @Test
  void eachDeadlyReadingIsToldWithItsCoopSoThatStopsFromTheAppLetFansGo() {
    world.reads("temperature", 35);
    assertThat(world.hot).isEmpty();

    world.reads("temperature", 36);
    world.time.advance(Duration.ofSeconds(30));
    world.reads("temperature", 36);

    assertThat(world.hot).containsExactly(COOP, COOP);
  }

  @Test
  void theThermometersOwnLimitCounts() {
    world.isSetTo(SENSOR, Map.of("critical_high", 39.0));
    world.reads("temperature", 38.9);
    assertThat(world.board(FAN).value()).isZero();

    world.reads("temperature", 39);

    assertThat(world.board(FAN).value()).isEqualTo(100);
  }

  @Test
  void aFanThatIsPutIntoAnotherCoopIsLetGo() {
    world.reads("temperature", 36);
    world.air = List.of(new CoopAir(COOP, List.of(SENSOR), List.of(), List.of()));

    world.take();

    assertThat(world.board(FAN).value()).isZero();
  }

  @Test
  void aFanThatIsPutIntoAHotCoopRunsAtOnce() {
    var came = new UUID(8, 2);
    world.reads("temperature", 36);
    world.air = List.of(new CoopAir(COOP, List.of(SENSOR), List.of(FAN, came), List.of()));

    world.take();

    assertThat(world.board(came).value()).isEqualTo(100);
    assertThat(world.board(FAN).values()).containsExactly(100);
  }

  private static String off(String cron) {
    return on(FAN, cron).replace("'on'", "'off'");
  }
}
