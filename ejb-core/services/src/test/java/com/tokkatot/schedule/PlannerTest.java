package com.tokkatot.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.device.DeviceKind;
import com.tokkatot.farm.FarmZoned;
import com.tokkatot.rules.schedule.Fire;
import com.tokkatot.shared.TestDatabase;
import com.tokkatot.shared.TestTransaction;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PlannerTest {

  private static final Instant SIX = Instant.parse("2026-02-28T23:00:00Z");

  // Of its own, so that no other test's schedules are due.
  private final ScheduleWorld world = new ScheduleWorld(TestDatabase.another());

  @Test
  void whatComesWithinTheHourIsWrittenDownOnceWithTheHubsOwnIds() {
    var made = world.create(world.lightAt("*/30 * * * *"));

    assertThat(world.plan()).isEqualTo(1);
    assertThat(world.plan()).isZero();

    assertThat(world.executionsOf(made.id()))
        .extracting(ExecutionView::id)
        .containsExactly(
            new Fire(made.id(), world.farm.light(), SIX).executionId(),
            new Fire(made.id(), world.farm.light(), SIX.plusSeconds(1800)).executionId());
    assertThat(world.executionsOf(made.id()))
        .allSatisfy(
            one -> {
              assertThat(one.status()).isEqualTo("pending");
              assertThat(one.version()).isEqualTo(1);
              assertThat(one.origin()).isEqualTo("schedule");
            });
  }

  @Test
  void whoWasAwayPlansWhatWasMissedToo() {
    var made = world.create(world.lightAt("0 * * * *"));
    world.time.advance(Duration.ofHours(3));

    world.plan();

    assertThat(world.plannedOf(made.id()))
        .containsExactly(SIX, SIX.plusSeconds(3600), SIX.plusSeconds(7200), SIX.plusSeconds(10800));
  }

  @Test
  void aScheduleThatIsNotDueIsNotLookedAt() {
    world.create(world.lightAt("0 12 * * *"));

    assertThat(world.plan()).isZero();
  }

  @Test
  void eachDeviceHasItsOwnTurnTwoOfOneBoardToo() {
    var pump = world.device(DeviceKind.PUMP);
    var made =
        world.create(
            """
            {"name": "Two", "schedule_type": "time_based", "cron_expression": "0 6 * * *",
             "action": "on", "action_duration": 60,
             "devices": [{"device_id": "%s"}, {"device_id": "%s", "offset": 7}]}
            """
                .formatted(world.farm.light(), pump));

    world.plan();

    assertThat(world.executionsOf(made.id()))
        .satisfiesExactly(
            first -> {
              assertThat(first.deviceId()).isEqualTo(world.farm.light());
              assertThat(first.scheduledTime()).isEqualTo(SIX);
            },
            second -> {
              assertThat(second.deviceId()).isEqualTo(pump);
              assertThat(second.scheduledTime()).isEqualTo(SIX.plusSeconds(7));
            });
  }

  @Test
  void aChangeForgetsWhatWasToComeAndKeepsWhatWas() {
    var made = world.create(world.lightAt("*/30 * * * *"));
    world.plan();
    world.time.advance(Duration.ofMinutes(2));

    world.change(made.id(), "{\"cron_expression\": \"45 * * * *\"}");
    world.plan();

    assertThat(world.plannedOf(made.id())).containsExactly(SIX, SIX.plusSeconds(2700));
    assertThat(world.schedules.get(world.manager, made.id()).nextExecution())
        .isEqualTo(SIX.plusSeconds(2700));
  }

  @Test
  void whatIsOffIsNotPlannedUntilItIsOnAgain() {
    var made = world.create(world.lightAt("*/30 * * * *"));
    world.plan();
    world.change(made.id(), "{\"is_enabled\": false}");

    assertThat(world.plan()).isZero();
    assertThat(world.plannedOf(made.id())).isEmpty();

    world.time.advance(Duration.ofMinutes(10));
    world.change(made.id(), "{\"is_enabled\": true}");
    world.plan();
    assertThat(world.plannedOf(made.id()))
        .containsExactly(SIX.plusSeconds(1800), SIX.plusSeconds(3600));
  }

  @Test
  void aWindowIsExpectedWhenItOpensAndACycleAtEachTurn() {
    var window =
        world.create(
            """
            {"name": "Day", "schedule_type": "time_based", "start_time": "06:00",
             "end_time": "18:00", "action": "on", "device_id": "%s"}
            """
                .formatted(world.farm.light()));
    var cycle =
        world.create(
            """
            {"name": "Air", "schedule_type": "duration_based", "start_time": "06:00",
             "end_time": "18:00", "on_duration": 600, "off_duration": 900, "action": "on",
             "device_id": "%s"}
            """
                .formatted(world.device(DeviceKind.FAN)));

    world.plan();

    assertThat(world.plannedOf(window.id())).containsExactly(SIX);
    assertThat(world.plannedOf(cycle.id()))
        .containsExactly(SIX, SIX.plusSeconds(1500), SIX.plusSeconds(3000));
  }

  @Test
  void anotherZoneMeansOtherInstants() {
    var made = world.create(world.lightAt("0 6 * * *"));
    world.plan();
    var before = world.snapshotVersion();

    world.sql.update("update farm set timezone = 'Asia/Tokyo' where id = ?", world.farm.id());
    world.follower.follow(new FarmZoned(world.farm.id()));

    world.plan();
    assertThat(world.plannedOf(made.id())).isEmpty();
    assertThat(world.schedules.get(world.manager, made.id()).nextExecution())
        .isEqualTo("2026-03-01T21:00:00Z");
    assertThat(world.snapshotVersion()).isEqualTo(before + 1);
  }

  @Test
  void aDeviceThatWasTakenAwayHasNoTurns() {
    var made = world.create(world.lightAt("0 6 * * *"));
    world.sql.update("update device set removed_at = now() where id = ?", world.farm.light());

    world.plan();

    assertThat(world.plannedOf(made.id())).isEmpty();
  }

  @Test
  void oneThatNobodyCanReadHindersNoOther() {
    var broken = world.create(world.lightAt("0 6 * * *"));
    var good = world.create(world.lightAt("0 6 * * *"));
    world.sql.update(
        "update schedule_version set definition = '{}' where schedule_id = ?", broken.id());

    assertThat(world.plan()).isEqualTo(2);
    assertThat(world.plan()).isZero();
    assertThat(world.plannedOf(good.id())).containsExactly(SIX);
  }

  @Test
  void whatOneNodeWorksOnAnotherPassesOver() {
    var shared = new ScheduleWorld(TestDatabase.sql());
    var made = shared.create(shared.lightAt("0 6 * * *"));
    var to = shared.time.instant().plus(Planner.AHEAD);

    TestTransaction.run(
        one -> {
          shared.within(one).planner.plan(to);
          TestTransaction.run(
              other -> {
                shared.within(other).planner.plan(to);
                return null;
              });
          // The second has neither waited nor planned it.
          assertThat(shared.plannedOf(made.id())).isEmpty();
          return null;
        });

    assertThat(shared.plannedOf(made.id())).containsExactly(SIX);
  }

  @Test
  void whatAKilledNodeHadBegunTheNextOneDoes() {
    var shared = new ScheduleWorld(TestDatabase.sql());
    var made = shared.create(shared.lightAt("0 6 * * *"));
    var to = shared.time.instant().plus(Planner.AHEAD);

    assertThatThrownBy(
            () ->
                TestTransaction.run(
                    doomed -> {
                      shared.within(doomed).planner.plan(to);
                      throw new IllegalStateException("killed");
                    }))
        .hasMessage("killed");
    assertThat(shared.plannedOf(made.id())).isEmpty();

    TestTransaction.run(sql -> shared.within(sql).planner.plan(to));
    assertThat(shared.plannedOf(made.id())).containsExactly(SIX);
  }
}
