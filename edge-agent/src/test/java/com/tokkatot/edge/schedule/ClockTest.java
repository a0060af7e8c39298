package com.tokkatot.edge.schedule;

import static com.tokkatot.edge.schedule.TestSchedules.FEEDER;
import static com.tokkatot.edge.schedule.TestSchedules.ID;
import static com.tokkatot.edge.schedule.TestSchedules.LIGHT;
import static com.tokkatot.edge.schedule.TestSchedules.OTHER;
import static com.tokkatot.edge.schedule.TestSchedules.feeding;
import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.rules.time.ClockGrade;
import com.tokkatot.wire.ExecutionMessage.Reason;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Schedules and a clock that is not right, through the dispatcher. It is 13:00 in Phnom Penh when
 * these begin.
 */
class ClockTest {

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
    assertThat(world.awaitsClock()).isTrue();

    world.clock = ClockGrade.HELD;
    world.pass(Duration.ofSeconds(5));

    assertThat(world.board(FEEDER).values()).containsExactly(100);
    assertThat(world.last().clockHeld()).isTrue();
    assertThat(world.awaitsClock()).isFalse();
  }

  @Test
  void aClockThatIsSetForwardSkipsAndOneThatIsSetBackRepeatsNothing() {
    world.take(world.schedule(ID, 1, feeding("1,30 13 * * *", "'action_duration':5,")));
    world.pass(Duration.ofSeconds(70));
    world.time.advance(Duration.ofMinutes(40));
    world.pass(Duration.ofSeconds(5));
    assertThat(world.last().error()).isEqualTo(Reason.MISFIRE);

    world.time.advance(Duration.ofMinutes(-41));
    world.pass(Duration.ofMinutes(45), Duration.ofSeconds(5));

    assertThat(world.board(FEEDER).values()).containsExactly(100, 0);
    assertThat(world.executions()).hasSize(2);
  }
}
