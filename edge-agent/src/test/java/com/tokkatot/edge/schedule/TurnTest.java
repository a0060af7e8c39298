package com.tokkatot.edge.schedule;

import static com.tokkatot.edge.schedule.TestSchedules.FEEDER;
import static com.tokkatot.edge.schedule.TestSchedules.ID;
import static com.tokkatot.edge.schedule.TestSchedules.LIGHT;
import static com.tokkatot.edge.schedule.TestSchedules.SOON;
import static com.tokkatot.edge.schedule.TestSchedules.feeding;
import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.wire.CommandAction;
import com.tokkatot.wire.ExecutionMessage;
import com.tokkatot.wire.ExecutionMessage.Reason;
import com.tokkatot.wire.ExecutionMessage.State;
import com.tokkatot.wire.StatusMessage.CommandError;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens at times, through the dispatcher. It is 13:00 in Phnom Penh when these begin. */
class TurnTest {

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
  void aTurnIsOrderedOnTimeAndRecordedAsExecuted() {
    world.take(world.schedule(ID, 3, feeding("1 13 * * *", "'action_duration':10,")));

    world.pass(Duration.ofSeconds(90), SOON);

    var begin = Instant.parse("2026-03-01T06:01:00Z");
    assertThat(world.board(FEEDER).edges)
        .containsExactly(new Board.Edge(begin, 100), new Board.Edge(begin.plusSeconds(10), 0));
    var told = world.only();
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
    assertThat(world.only().durationMs()).isEqualTo(70_000);
  }

  @Test
  void whatWasMissedRunsWithinItsGraceAndElseIsSkipped() {
    world.take(world.schedule(ID, 1, feeding("1,3 13 * * *", "")));
    world.stop();
    world.time.advance(Duration.ofSeconds(115));
    world.restart();
    world.look();
    assertThat(world.only().state()).isEqualTo(State.EXECUTED);

    world.stop();
    world.time.advance(Duration.ofSeconds(130));
    world.restart();
    world.look();

    assertThat(world.last().state()).isEqualTo(State.SKIPPED);
    assertThat(world.last().error()).isEqualTo(Reason.MISFIRE);
    assertThat(world.last().plannedAt()).isEqualTo(Instant.parse("2026-03-01T06:03:00Z"));
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
    assertThat(world.only().state()).isEqualTo(State.EXECUTED);
  }

  @Test
  void aDeviceThatIsAwayIsAskedAgainAndThenHasFailed() {
    world.board(FEEDER).isAway = true;
    world.take(world.schedule(ID, 1, feeding("1,3 13 * * *", "")));
    world.pass(Duration.ofSeconds(104));
    assertThat(world.executions()).isEmpty();
    world.pass(Duration.ofSeconds(2));
    assertThat(world.only().error()).as("it may have run").isEqualTo(Reason.NO_ANSWER);
    assertThat(world.only().attempts()).isEqualTo(4);

    world.pass(Duration.ofSeconds(80));
    world.board(FEEDER).isAway = false;
    world.pass(Duration.ofSeconds(5));

    assertThat(world.last().state()).isEqualTo(State.EXECUTED);
    assertThat(world.board(FEEDER).values()).containsExactly(100);
  }

  @Test
  void whatADeviceRefusesHasFailedAndUnderAStopIsSkipped() {
    world.board(FEEDER).refuses = CommandError.JAM;
    world.take(world.schedule(ID, 1, feeding("1,3 13 * * *", "")));
    world.pass(Duration.ofSeconds(62));
    assertThat(world.only().error()).isEqualTo(Reason.REJECTED);

    world.board(FEEDER).refuses = CommandError.STOPPED;
    world.pass(Duration.ofSeconds(120));

    assertThat(world.last().state()).isEqualTo(State.SKIPPED);
    assertThat(world.last().error()).isEqualTo(Reason.STOPPED);
  }

  @Test
  void aBoardThatWasResetInTheActLeavesItsTurnUnsure() {
    world.board(FEEDER).isDeaf = true;
    world.take(world.schedule(ID, 1, feeding("1 13 * * *", "")));
    world.pass(Duration.ofSeconds(61));

    var order = world.board(FEEDER).taken.get(0).commandId();
    world.says(world.board(FEEDER).isUnsureOf(order));

    assertThat(world.only().state()).isEqualTo(State.UNSURE);
    assertThat(world.only().error()).isEqualTo(Reason.NO_ANSWER);
  }

  @Test
  void anAnswerThatComesLateIsRight() {
    world.board(FEEDER).isDeaf = true;
    world.take(world.schedule(ID, 1, feeding("1 13 * * *", "")));
    world.pass(Duration.ofSeconds(110));
    assertThat(world.only().state()).isEqualTo(State.UNSURE);

    world.board(FEEDER).isDeaf = false;
    world.pass(Duration.ofSeconds(1));

    assertThat(world.last().state()).isEqualTo(State.EXECUTED);
    assertThat(world.last().revision()).isEqualTo(2);
    assertThat(world.executions()).hasSize(2);
  }

  @Test
  void whatReadingsDoNotAllowIsSkippedWithItsReason() {
    var cool = "'condition':{'metric':'temperature','operator':'<','value':30},";
    world.take(world.schedule(ID, 1, feeding("1,2,3 13 * * *", cool)));
    world.pass(Duration.ofSeconds(62));
    assertThat(world.last().error()).isEqualTo(Reason.UNKNOWN);
    world.pass(Duration.ofSeconds(50));
    world.reads("temperature", 31);
    world.pass(Duration.ofSeconds(10));
    assertThat(world.last().error()).isEqualTo(Reason.CONDITION);
    world.pass(Duration.ofSeconds(50));
    world.reads("temperature", 29);
    world.pass(Duration.ofSeconds(10));
    assertThat(world.last().state()).isEqualTo(State.EXECUTED);
  }
}
