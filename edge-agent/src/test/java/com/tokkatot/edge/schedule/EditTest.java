package com.tokkatot.edge.schedule;

import static com.tokkatot.edge.schedule.TestSchedules.FEEDER;
import static com.tokkatot.edge.schedule.TestSchedules.ID;
import static com.tokkatot.edge.schedule.TestSchedules.LIGHT;
import static com.tokkatot.edge.schedule.TestSchedules.MINUTE;
import static com.tokkatot.edge.schedule.TestSchedules.OTHER;
import static com.tokkatot.edge.schedule.TestSchedules.SOON;
import static com.tokkatot.edge.schedule.TestSchedules.feeding;
import static com.tokkatot.edge.schedule.TestSchedules.light;
import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.wire.ExecutionMessage.State;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Schedules that change while they run, through the dispatcher. It is 13:00 in Phnom Penh when
 * these begin.
 */
class EditTest {

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
  void anEditInTheSecondOfATurnRunsItOnce() {
    world.take(world.schedule(ID, 1, feeding("1 13 * * *", "'action_duration':5,")));
    world.pass(Duration.ofSeconds(59));
    var edited = world.schedule(ID, 2, feeding("1 13 * * *", "'action_duration':7,"));
    world.pass(Duration.ofMillis(1500), SOON);

    world.take(edited);
    world.pass(MINUTE);

    assertThat(world.board(FEEDER).values()).containsExactly(100, 0);
    assertThat(world.only().version()).isEqualTo(1);
  }

  @Test
  void aTurnThatAnEditAddsJustBeforeItsTimeRunsAlthoughItComesJustAfter() {
    world.take(world.schedule(ID, 1, feeding("30 13 * * *", "")));
    world.pass(Duration.ofSeconds(58));
    var edited = world.schedule(ID, 2, feeding("1 13 * * *", ""));
    world.pass(Duration.ofSeconds(4));

    world.take(edited);

    assertThat(world.only().state()).isEqualTo(State.EXECUTED);
    assertThat(world.only().version()).isEqualTo(2);
  }

  @Test
  void aTurnOfBeforeAnEditThatCameFirstStillRuns() {
    world.take(world.schedule(ID, 1, feeding("1 13 * * *", "")));
    world.pass(Duration.ofSeconds(59));
    world.time.advance(Duration.ofMillis(1010));

    world.take(world.schedule(ID, 2, feeding("30 13 * * *", "")));

    assertThat(world.only().version()).isEqualTo(1);
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
