package com.tokkatot.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.rules.schedule.Fire;
import com.tokkatot.shared.WireListener.Arrived;
import com.tokkatot.wire.ExecutionMessage;
import com.tokkatot.wire.ExecutionMessage.Reason;
import com.tokkatot.wire.ExecutionMessage.State;
import com.tokkatot.wire.Topics;
import com.tokkatot.wire.Topics.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What was expected, and what the hub says of it: in time, late, again, or never. */
class ResultsTest {

  private static final Instant SIX = Instant.parse("2026-02-28T23:00:00Z");

  private final ScheduleWorld world = new ScheduleWorld();
  private final UUID light = world.farm.light();
  private UUID schedule;

  @BeforeEach
  void plan() {
    schedule = world.create(world.lightAt("*/10 * * * *")).id();
    var to = world.time.instant().plus(Planner.AHEAD);
    while (world.planner.plan(to) > 0) {
      // Other tests' schedules are due as well.
    }
  }

  @Test
  void whatIsSaidInTimeIsNeverOverdue() {
    take(said(SIX, 1, State.EXECUTED, null));
    world.time.advance(Duration.ofMinutes(2));
    watch();

    assertThat(first().status()).isEqualTo("executed");
    assertThat(first().actualExecutionTime()).isEqualTo(SIX.plusMillis(31));
    assertThat(first().isOverdue()).isFalse();
    assertThat(heard()).containsExactly("schedule:executed");
    var view = world.schedules.get(world.manager, schedule);
    assertThat(view.executionCount()).isEqualTo(1);
    assertThat(view.lastExecution()).isEqualTo(SIX.plusMillis(31));
  }

  @Test
  void whatHasNoResultThirtySecondsAfterItsInstantIsOverdueAndSaidOnce() {
    world.time.advance(Duration.ofSeconds(89));
    watch();
    assertThat(first().isOverdue()).isFalse();

    world.time.advance(Duration.ofSeconds(1));
    watch();
    watch();

    assertThat(first().isOverdue()).isTrue();
    assertThat(first().status()).isEqualTo("pending");
    assertThat(heard()).containsExactly("schedule:overdue");
  }

  @Test
  void aLateResultMakesItGood() {
    world.time.advance(Duration.ofHours(2));
    watch();

    take(said(SIX, 1, State.EXECUTED, null));

    assertThat(first().status()).isEqualTo("executed");
    assertThat(first().isOverdue()).isFalse();
  }

  @Test
  void whatIsSaidTwiceCountsOnceAndWhatIsSaidLaterIsRight() {
    take(said(SIX, 1, State.UNSURE, Reason.NO_ANSWER));
    take(said(SIX, 2, State.EXECUTED, null), said(SIX, 1, State.UNSURE, Reason.NO_ANSWER));
    take(said(SIX, 2, State.EXECUTED, null));
    take(said(SIX, 1, State.UNSURE, Reason.NO_ANSWER));

    assertThat(first().status()).isEqualTo("executed");
    assertThat(heard()).containsExactly("schedule:executed", "schedule:executed");
    assertThat(world.schedules.get(world.manager, schedule).executionCount()).isEqualTo(1);
  }

  @Test
  void whatNobodyPlannedIsTakenAllTheSame() {
    var reading = SIX.plusMillis(4711);

    take(said(reading, 1, State.EXECUTED, null));

    assertThat(world.plannedOf(schedule)).contains(reading);
  }

  @Test
  void whatIsNotOfTheFarmIsGivenBack() {
    var stranger = new ScheduleWorld();

    assertThat(
            stranger.intake.take(
                List.of(arrived(stranger.farm.id(), said(SIX, 1, State.EXECUTED, null)))))
        .hasSize(1);
    assertThat(first().status()).isEqualTo("pending");
  }

  @Test
  void aDeviceThatWasTakenAwayIsNotWaitedFor() {
    world.sql.update("update device set removed_at = now() where id = ?", light);
    world.time.advance(Duration.ofMinutes(5));
    watch();

    assertThat(first().status()).isEqualTo("skipped");
    assertThat(first().reason()).isEqualTo("device_removed");
    assertThat(heard()).isEmpty();
  }

  @Nested
  class FailuresInARow {

    @Test
    void threeAreAnAlertThatSaysWhy() {
      fail(0);
      fail(1);
      assertThat(open()).isEmpty();

      fail(2);
      fail(3);

      assertThat(open()).containsExactly("schedule_failed offline alert.scheduleOffline");
      assertThat(heard()).containsOnlyOnce("alert:triggered");
    }

    @Test
    void whatIsSkippedIsNoFailureAndEndsNoRow() {
      fail(0);
      fail(1);
      take(said(SIX.plusSeconds(1200), 1, State.SKIPPED, Reason.HELD));
      assertThat(open()).isEmpty();

      fail(3);

      assertThat(open()).hasSize(1);
    }

    @Test
    void oneThatWorksEndsTheAlert() {
      Stream.of(0, 1, 2).forEach(FailuresInARow.this::fail);

      take(said(SIX.plusSeconds(1800), 1, State.EXECUTED, null));

      assertThat(open()).isEmpty();
      assertThat(heard()).last().isEqualTo("alert:resolved");
    }

    @Test
    void whatIsToldLateIsJudgedByItsInstant() {
      take(said(SIX.plusSeconds(1800), 1, State.EXECUTED, null));
      world.time.advance(Duration.ofSeconds(1));

      Stream.of(0, 1, 2).forEach(FailuresInARow.this::fail);

      assertThat(open()).isEmpty();
    }

    @Test
    void aSuccessFromBeforeThemThatIsToldLateEndsNothing() {
      Stream.of(1, 2, 3).forEach(FailuresInARow.this::fail);
      world.time.advance(Duration.ofSeconds(1));

      take(said(SIX, 1, State.EXECUTED, null));

      assertThat(open()).hasSize(1);
      assertThat(heard()).doesNotContain("alert:resolved");
    }

    @Test
    void failuresThatAreToldLateAndOutOfOrderAreAnAlertToo() {
      world.time.advance(Duration.ofHours(3));

      Stream.of(2, 0, 1).forEach(FailuresInARow.this::fail);

      assertThat(open()).hasSize(1);
    }

    @Test
    void oneThatIsSwitchedOffEndsItsAlerts() {
      Stream.of(0, 1, 2).forEach(FailuresInARow.this::fail);

      world.change(schedule, "{\"is_enabled\": false}");

      assertThat(open()).isEmpty();
      assertThat(heard()).last().isEqualTo("alert:resolved");
    }

    private void fail(int turn) {
      take(said(SIX.plusSeconds(600L * turn), 1, State.FAILED, Reason.OFFLINE));
    }

    private List<String> open() {
      return world.sql.query(
          "select type, reason, message_key from alert where schedule_id = ? and device_id = ?"
              + " and resolved_at is null",
          row -> row.getString(1) + " " + row.getString(2) + " " + row.getString(3),
          schedule,
          light);
    }
  }

  private void watch() {
    while (world.watcher.watch() > 0) {
      // Other tests' executions are late as well.
    }
  }

  private ExecutionView first() {
    return world.executionsOf(schedule).get(0);
  }

  private List<String> heard() {
    return world.heard().stream().filter(type -> !type.equals("schedule:changed")).toList();
  }

  private void take(ExecutionMessage... said) {
    var strangers =
        world.intake.take(
            Stream.of(said).map(message -> arrived(world.farm.id(), message)).toList());
    assertThat(strangers).isEmpty();
  }

  private static Arrived<ExecutionMessage> arrived(UUID farm, ExecutionMessage said) {
    return new Arrived<>(new Topics.Address(farm, said.deviceId(), Kind.EXECUTION), said, null);
  }

  private ExecutionMessage said(Instant planned, int revision, State state, Reason why) {
    var id = new Fire(schedule, light, planned).executionId();
    var actual = state == State.EXECUTED ? planned.plusMillis(31) : null;
    return new ExecutionMessage(
        id, schedule, light, 1, revision, planned, actual, state, 100, 600_000L, 1, id, why, false);
  }
}
