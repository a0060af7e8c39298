package com.tokkatot.edge.schedule;

import static com.tokkatot.edge.schedule.TestSchedules.FEEDER;
import static com.tokkatot.edge.schedule.TestSchedules.ID;
import static com.tokkatot.edge.schedule.TestSchedules.LIGHT;
import static com.tokkatot.edge.schedule.TestSchedules.MINUTE;
import static com.tokkatot.edge.schedule.TestSchedules.OTHER;
import static com.tokkatot.edge.schedule.TestSchedules.light;
import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.rules.climate.Birds;
import com.tokkatot.rules.climate.Curve;
import com.tokkatot.rules.climate.Curve.Point;
import com.tokkatot.rules.climate.HouseMode;
import com.tokkatot.wire.ExecutionMessage.Reason;
import com.tokkatot.wire.ExecutionMessage.State;
import com.tokkatot.wire.StatusMessage.CommandError;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What windows, cycles and conditions hold, through the dispatcher. It is 13:00 in Phnom Penh when
 * these begin.
 */
class StateTest {

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
  void aWindowIsHeldAfterARestartAndAfterTheBoardsReset() {
    world.take(world.schedule(ID, 1, light("")));
    world.pass(Duration.ofSeconds(3));
    world.restart();
    world.pass(Duration.ofSeconds(3));
    assertThat(world.board(LIGHT).values()).containsExactly(100);

    world.board(LIGHT).reset();
    world.pass(Duration.ofSeconds(3));
    assertThat(world.board(LIGHT).values()).containsExactly(100, 0, 100);

    world.pass(Duration.ofSeconds(51));
    world.pass(Duration.ofHours(5), MINUTE);
    assertThat(world.board(LIGHT).edges).hasSize(4);
    assertThat(world.board(LIGHT).edges.get(3))
        .isEqualTo(new Board.Edge(Instant.parse("2026-03-01T11:00:00Z"), 0));
  }

  @Test
  void aWindowThatEndedWhileTheHubWasDownIsEnded() {
    world.take(world.schedule(ID, 1, light("")));
    world.pass(Duration.ofSeconds(3));
    world.stop();
    world.time.advance(Duration.ofHours(6));

    world.restart();
    world.look();

    assertThat(world.board(LIGHT).value()).isZero();
  }

  @Test
  void aWindowThatWasMissedAltogetherIsRecordedAsSkipped() {
    var hour =
        "{'schedule_type':'time_based','start_time':'14:00','end_time':'15:00','action':'on','devices':[{'device_id':'%s'}]}";
    world.take(world.schedule(ID, 1, hour.formatted(LIGHT)));
    world.pass(Duration.ofSeconds(3));
    world.stop();
    world.time.advance(Duration.ofHours(6));

    world.restart();
    world.look();

    assertThat(world.only().state()).isEqualTo(State.SKIPPED);
    assertThat(world.only().error()).isEqualTo(Reason.MISFIRE);
    assertThat(world.only().plannedAt()).isEqualTo(Instant.parse("2026-03-01T07:00:00Z"));
    assertThat(world.board(LIGHT).edges).isEmpty();
  }

  @Test
  void aCycleGoesOnInItsPhaseAfterARestart() {
    world.take(
        world.schedule(
            ID,
            1,
            """
            {'schedule_type':'duration_based','on_duration':20,'off_duration':40,
             'anchor':'2026-03-01T06:00:00Z','action':'on','devices':[{'device_id':'%s'}]}"""
                .formatted(FEEDER)));
    world.pass(Duration.ofSeconds(70));
    world.stop();
    world.time.advance(Duration.ofSeconds(57));
    world.restart();
    world.pass(Duration.ofSeconds(60));

    var begin = Instant.parse("2026-03-01T06:00:00Z");
    assertThat(world.board(FEEDER).edges)
        .extracting(edge -> Duration.between(begin, edge.at()).toSeconds() + "=" + edge.value())
        .containsExactly("0=100", "20=0", "60=100", "140=0", "180=100");
  }

  @Test
  void theHigherPriorityHasTheDeviceAndTheOtherIsHeardAfterIt() {
    world.take(
        world.schedule(ID, 1, light("'priority':1,")),
        world.schedule(
            OTHER,
            1,
            """
            {'schedule_type':'time_based','start_time':'13:05','end_time':'13:10','action':'set_value',
             'action_value':40,'priority':5,'devices':[{'device_id':'%s'}]}"""
                .formatted(LIGHT)));

    world.pass(Duration.ofMinutes(12));

    assertThat(world.board(LIGHT).values()).containsExactly(100, 40, 100);
  }

  @Test
  void aConditionHoldsBetweenItsTwoValuesAndLetsGoOfWhatNobodySees() {
    world.take(
        world.schedule(
            ID,
            1,
            """
            {'schedule_type':'condition_based','condition':{'metric':'temperature','operator':'>',
             'value':32,'release':30},'action':'on','devices':[{'device_id':'%s'}]}"""
                .formatted(FEEDER)));
    world.reads("temperature", 33);
    assertThat(world.board(FEEDER).value()).isEqualTo(100);
    assertThat(world.only().plannedAt()).isEqualTo(world.now());
    world.pass(Duration.ofSeconds(30));
    world.reads("temperature", 31);
    assertThat(world.board(FEEDER).value()).isEqualTo(100);
    world.restart();
    world.pass(Duration.ofSeconds(30));
    assertThat(world.board(FEEDER).value()).as("a start alone ends nothing").isEqualTo(100);
    world.reads("temperature", 29.9);
    assertThat(world.board(FEEDER).value()).isZero();

    world.reads("temperature", 33);
    assertThat(world.board(FEEDER).value()).isEqualTo(100);
    world.pass(Duration.ofSeconds(105));
    assertThat(world.board(FEEDER).value()).as("stale").isZero();
  }

  @Test
  void aConditionThatCountsFromTheTargetFollowsTheAgeOfTheBirds() {
    var points = List.of(new Point(0, 34, 30, 50), new Point(10, 24, 30, 50));
    var birds =
        new Birds(HouseMode.GROWTH, new Curve("test", "us", points), world.now(), world.now());
    world.take(
        world.schedule(
            ID,
            1,
            birds,
            """
            {'schedule_type':'condition_based','condition':{'metric':'temperature','operator':'>',
             'value':3,'release':1,'from_target':true},'action':'on','devices':[{'device_id':'%s'}]}"""
                .formatted(LIGHT)));
    world.reads("temperature", 33);
    assertThat(world.board(LIGHT).value()).as("chicks want 34").isZero();

    world.pass(Duration.ofDays(5), Duration.ofHours(6));
    world.reads("temperature", 33);
    assertThat(world.board(LIGHT).value()).as("now they want 29").isEqualTo(100);
    world.restart();
    world.reads("temperature", 29.9);
    assertThat(world.board(LIGHT).value()).isZero();
  }

  @Test
  void whatAnInterlockRefusesIsAskedForAgain() {
    world.board(LIGHT).refuses = CommandError.INTERLOCK;
    world.take(world.schedule(ID, 1, light("")));
    world.pass(Duration.ofSeconds(5));
    assertThat(world.board(LIGHT).value()).isZero();

    world.board(LIGHT).refuses = null;
    world.pass(Duration.ofSeconds(60));

    assertThat(world.board(LIGHT).value()).isEqualTo(100);
  }
}
