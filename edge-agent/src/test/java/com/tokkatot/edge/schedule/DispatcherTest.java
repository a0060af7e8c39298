package com.tokkatot.edge.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.rules.time.ClockGrade;
import com.tokkatot.wire.CommandAction;
import com.tokkatot.wire.ExecutionMessage;
import com.tokkatot.wire.ExecutionMessage.Reason;
import com.tokkatot.wire.ExecutionMessage.State;
import com.tokkatot.wire.StatusMessage.CommandError;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** It is 13:00 in Phnom Penh when these begin. */
class DispatcherTest {

  private static final UUID ID = UUID.fromString("0199b6a0-0000-7000-8000-0000000000c1");
  private static final UUID OTHER = UUID.fromString("0199b6a0-0000-7000-8000-0000000000c2");
  private static final UUID FEEDER = UUID.fromString("0199b6a0-0000-7000-8000-0000000000d1");
  private static final UUID LIGHT = UUID.fromString("0199b6a0-0000-7000-8000-0000000000d2");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SOON = Duration.ofMillis(20);

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

  @Nested
  class AtTimes {

    @Test
    void aTurnIsOrderedOnTimeAndRecordedAsExecuted() {
      world.take(world.schedule(ID, 3, feeding("1 13 * * *", "'action_duration':10,")));

      world.pass(Duration.ofSeconds(90), SOON);

      var begin = Instant.parse("2026-03-01T06:01:00Z");
      assertThat(world.board(FEEDER).edges)
          .containsExactly(new Board.Edge(begin, 100), new Board.Edge(begin.plusSeconds(10), 0));
      var told = only();
      assertThat(told.state()).isEqualTo(State.EXECUTED);
      assertThat(told.plannedAt()).isEqualTo(begin);
      assertThat(told.actualAt()).isEqualTo(begin);
      assertThat(told.version()).isEqualTo(3);
      assertThat(told.durationMs()).isEqualTo(10_000);
      assertThat(told.attempts()).isEqualTo(1);
      assertThat(told.clockHeld()).isFalse();
    }

    @Test
    void eachDeviceHasItsOffsetAndItsOwnRecord() {
      world.take(
          world.schedule(
              ID,
              1,
              """
              {'schedule_type':'time_based','cron_expression':'1 13 * * *','action':'on',
               'devices':[{'device_id':'%s'},{'device_id':'%s','offset':30}]}"""
                  .formatted(FEEDER, LIGHT)));

      world.pass(Duration.ofSeconds(100));

      assertThat(world.board(FEEDER).edges.get(0).at())
          .isEqualTo(Instant.parse("2026-03-01T06:01:00Z"));
      assertThat(world.board(LIGHT).edges.get(0).at())
          .isEqualTo(Instant.parse("2026-03-01T06:01:30Z"));
      assertThat(world.executions())
          .extracting(ExecutionMessage::deviceId)
          .containsExactly(FEEDER, LIGHT);
      assertThat(world.executions())
          .extracting(ExecutionMessage::executionId)
          .doesNotHaveDuplicates();
    }

    @Test
    void aSequenceGoesToItsBoardAsOne() {
      world.take(
          world.schedule(
              ID,
              1,
              """
              {'schedule_type':'time_based','cron_expression':'1 13 * * *',
               'action_sequence':[{'value':100,'duration':30},{'value':0,'duration':10},{'value':60,'duration':30}],
               'devices':[{'device_id':'%s'}]}"""
                  .formatted(FEEDER)));

      world.pass(Duration.ofSeconds(65));
      world.restart();
      world.pass(Duration.ofSeconds(30));

      var taken = world.board(FEEDER).taken;
      assertThat(taken).hasSize(1);
      assertThat(taken.get(0).action()).isEqualTo(CommandAction.SEQUENCE);
      assertThat(taken.get(0).steps()).hasSize(3);
      assertThat(only().durationMs()).isEqualTo(70_000);
    }

    @Test
    void whatWasMissedRunsWithinItsGraceAndElseIsSkipped() {
      world.take(world.schedule(ID, 1, feeding("1,3 13 * * *", "")));
      world.stop();
      world.time.advance(Duration.ofSeconds(115));
      world.restart();
      world.look();
      assertThat(only().state()).isEqualTo(State.EXECUTED);

      world.stop();
      world.time.advance(Duration.ofSeconds(130));
      world.restart();
      world.look();

      assertThat(last().state()).isEqualTo(State.SKIPPED);
      assertThat(last().error()).isEqualTo(Reason.MISFIRE);
      assertThat(last().plannedAt()).isEqualTo(Instant.parse("2026-03-01T06:03:00Z"));
    }

    @Test
    void ofSeveralThatWereMissedOnlyTheNewestRuns() {
      world.take(world.schedule(ID, 1, feeding("1,2,3 13 * * *", "'misfire_grace':3600,")));
      world.stop();
      world.time.advance(Duration.ofMinutes(5));
      world.restart();

      world.look();

      assertThat(world.executions())
          .extracting(ExecutionMessage::error)
          .containsExactly(Reason.MISFIRE, Reason.MISFIRE, null);
      assertThat(world.board(FEEDER).taken).hasSize(1);
    }

    @Test
    void powerThatFailsAfterTheRecordAndBeforeTheOrderLosesNothing() {
      world.take(world.schedule(ID, 1, feeding("1 13 * * *", "")));
      world.pass(Duration.ofSeconds(59));
      world.dead = true;
      world.pass(Duration.ofSeconds(1));
      assertThat(world.pending()).isEqualTo(1);

      world.restart();
      world.pass(Duration.ofSeconds(5));

      assertThat(world.board(FEEDER).values()).containsExactly(100);
      assertThat(only().state()).isEqualTo(State.EXECUTED);
    }

    @Test
    void aDeviceThatIsAwayIsAskedAgainAndThenHasFailed() {
      world.board(FEEDER).isAway = true;
      world.take(world.schedule(ID, 1, feeding("1,3 13 * * *", "")));
      world.pass(Duration.ofSeconds(104));
      assertThat(world.executions()).isEmpty();
      world.pass(Duration.ofSeconds(2));
      assertThat(only().error()).as("it may have run").isEqualTo(Reason.NO_ANSWER);
      assertThat(only().attempts()).isEqualTo(4);

      world.pass(Duration.ofSeconds(80));
      world.board(FEEDER).isAway = false;
      world.pass(Duration.ofSeconds(5));

      assertThat(last().state()).isEqualTo(State.EXECUTED);
      assertThat(world.board(FEEDER).values()).containsExactly(100);
    }

    @Test
    void whatADeviceRefusesHasFailedAndUnderAStopIsSkipped() {
      world.board(FEEDER).refuses = CommandError.JAM;
      world.take(world.schedule(ID, 1, feeding("1,3 13 * * *", "")));
      world.pass(Duration.ofSeconds(62));
      assertThat(only().error()).isEqualTo(Reason.REJECTED);

      world.board(FEEDER).refuses = CommandError.STOPPED;
      world.pass(Duration.ofSeconds(120));

      assertThat(last().state()).isEqualTo(State.SKIPPED);
      assertThat(last().error()).isEqualTo(Reason.STOPPED);
    }

    @Test
    void anAnswerThatComesLateIsRight() {
      world.board(FEEDER).isDeaf = true;
      world.take(world.schedule(ID, 1, feeding("1 13 * * *", "")));
      world.pass(Duration.ofSeconds(110));
      assertThat(only().state()).isEqualTo(State.UNSURE);

      world.board(FEEDER).isDeaf = false;
      world.pass(Duration.ofSeconds(1));

      assertThat(last().state()).isEqualTo(State.EXECUTED);
      assertThat(last().revision()).isEqualTo(2);
      assertThat(world.executions()).hasSize(2);
    }

    @Test
    void whatReadingsDoNotAllowIsSkippedWithItsReason() {
      var cool = "'condition':{'metric':'temperature','operator':'<','value':30},";
      world.take(world.schedule(ID, 1, feeding("1,2,3 13 * * *", cool)));
      world.pass(Duration.ofSeconds(62));
      assertThat(last().error()).isEqualTo(Reason.UNKNOWN);
      world.pass(Duration.ofSeconds(50));
      world.reads("temperature", 31);
      world.pass(Duration.ofSeconds(10));
      assertThat(last().error()).isEqualTo(Reason.CONDITION);
      world.pass(Duration.ofSeconds(50));
      world.reads("temperature", 29);
      world.pass(Duration.ofSeconds(10));
      assertThat(last().state()).isEqualTo(State.EXECUTED);
    }
  }

  @Nested
  class Edited {

    @Test
    void anEditInTheSecondOfATurnRunsItOnce() {
      world.take(world.schedule(ID, 1, feeding("1 13 * * *", "'action_duration':5,")));
      world.pass(Duration.ofSeconds(59));
      var edited = world.schedule(ID, 2, feeding("1 13 * * *", "'action_duration':7,"));
      world.pass(Duration.ofMillis(1500), SOON);

      world.take(edited);
      world.pass(MINUTE);

      assertThat(world.board(FEEDER).values()).containsExactly(100, 0);
      assertThat(only().version()).isEqualTo(1);
    }

    @Test
    void aTurnThatAnEditAddsJustBeforeItsTimeRunsAlthoughItComesJustAfter() {
      world.take(world.schedule(ID, 1, feeding("30 13 * * *", "")));
      world.pass(Duration.ofSeconds(58));
      var edited = world.schedule(ID, 2, feeding("1 13 * * *", ""));
      world.pass(Duration.ofSeconds(4));

      world.take(edited);

      assertThat(only().state()).isEqualTo(State.EXECUTED);
      assertThat(only().version()).isEqualTo(2);
    }

    @Test
    void aTurnOfBeforeAnEditThatCameFirstStillRuns() {
      world.take(world.schedule(ID, 1, feeding("1 13 * * *", "")));
      world.pass(Duration.ofSeconds(59));
      world.time.advance(Duration.ofMillis(1010));

      world.take(world.schedule(ID, 2, feeding("30 13 * * *", "")));

      assertThat(only().version()).isEqualTo(1);
      assertThat(world.board(FEEDER).values()).containsExactly(100);
    }

    @Test
    void whatIsTakenAwayNeitherFiresNorHolds() {
      world.take(
          world.schedule(ID, 1, feeding("2 13 * * *", "")), world.schedule(OTHER, 1, light("")));
      world.pass(Duration.ofSeconds(5));
      assertThat(world.board(LIGHT).value()).isEqualTo(100);

      world.take();
      world.pass(Duration.ofMinutes(3));

      assertThat(world.board(LIGHT).value()).isZero();
      assertThat(world.board(FEEDER).edges).isEmpty();
    }
  }

  @Nested
  class States {

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
      assertThat(only().plannedAt()).isEqualTo(world.now());
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

  @Nested
  class ByHand {

    @Test
    void aPersonsOrderHoldsForHalfAnHourAndThenTheWindowGoesOn() {
      world.take(
          world.schedule(ID, 1, light("")), world.schedule(OTHER, 1, on(LIGHT, "10 13 * * *")));
      world.pass(MINUTE);
      world.person(LIGHT, CommandAction.OFF, null);
      world.pass(Duration.ofMinutes(29));
      assertThat(world.board(LIGHT).values()).containsExactly(100, 0);
      assertThat(last().error()).isEqualTo(Reason.HELD);

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
    void theHoldOutlivesARestart() {
      world.take(world.schedule(ID, 1, light("")));
      world.pass(MINUTE);
      world.person(LIGHT, CommandAction.OFF, null);
      world.restart();

      world.pass(Duration.ofMinutes(10));

      assertThat(world.board(LIGHT).value()).isZero();
    }

    @Test
    void whatNoScheduleHoldsStaysAsThePersonLeftIt() {
      world.take(world.schedule(ID, 1, feeding("1 13 * * *", "'action_duration':5,")));
      world.person(LIGHT, CommandAction.ON, null);

      world.pass(Duration.ofMinutes(40), Duration.ofSeconds(10));

      assertThat(world.board(LIGHT).values()).containsExactly(100);
    }
  }

  @Nested
  class ByTheClock {

    @Test
    void onAnUnknownClockTurnsWaitAndCyclesRun() {
      world.clock = ClockGrade.UNKNOWN;
      world.take(
          world.schedule(ID, 1, feeding("1 13 * * *", "")),
          world.schedule(
              OTHER,
              1,
              """
              {'schedule_type':'duration_based','on_duration':20,'off_duration':40,
               'anchor':'2026-03-01T06:00:00Z','action':'on','devices':[{'device_id':'%s'}]}"""
                  .formatted(LIGHT)));
      world.pass(Duration.ofSeconds(90));
      assertThat(world.board(FEEDER).edges).isEmpty();
      assertThat(world.board(LIGHT).edges).hasSize(4);

      world.clock = ClockGrade.HELD;
      world.pass(Duration.ofSeconds(5));

      assertThat(world.board(FEEDER).values()).containsExactly(100);
      assertThat(last().clockHeld()).isTrue();
    }

    @Test
    void aClockThatIsSetForwardSkipsAndOneThatIsSetBackRepeatsNothing() {
      world.take(world.schedule(ID, 1, feeding("1,30 13 * * *", "'action_duration':5,")));
      world.pass(Duration.ofSeconds(70));
      world.time.advance(Duration.ofMinutes(40));
      world.pass(Duration.ofSeconds(5));
      assertThat(last().error()).isEqualTo(Reason.MISFIRE);

      world.time.advance(Duration.ofMinutes(-41));
      world.pass(Duration.ofMinutes(45), Duration.ofSeconds(5));

      assertThat(world.board(FEEDER).values()).containsExactly(100, 0);
      assertThat(world.executions()).hasSize(2);
    }
  }

  private ExecutionMessage only() {
    assertThat(world.executions()).hasSize(1);
    return world.executions().get(0);
  }

  private ExecutionMessage last() {
    var all = world.executions();
    return all.get(all.size() - 1);
  }

  private static String feeding(String cron, String more) {
    return "{'schedule_type':'time_based','cron_expression':'%s','action':'on',%s'devices':[{'device_id':'%s'}]}"
        .formatted(cron, more, FEEDER);
  }

  private static String on(UUID device, String cron) {
    return "{'schedule_type':'time_based','cron_expression':'%s','action':'on','priority':9,'devices':[{'device_id':'%s'}]}"
        .formatted(cron, device);
  }

  /** The whole day. */
  private static String light(String more) {
    return "{'schedule_type':'time_based','start_time':'06:00','end_time':'18:00','action':'on',%s'devices':[{'device_id':'%s'}]}"
        .formatted(more, LIGHT);
  }
}
