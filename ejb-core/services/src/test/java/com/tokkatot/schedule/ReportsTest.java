package com.tokkatot.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.device.DeviceKind;
import com.tokkatot.device.SnapshotMaking;
import com.tokkatot.reading.TestReadings;
import com.tokkatot.rules.climate.HouseMode;
import com.tokkatot.rules.json.BirdsJson;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What comes, what would come, what came, and what the hub is told. */
class ReportsTest {

  private static final Instant SIX = Instant.parse("2026-02-28T23:00:00Z");

  private final ScheduleWorld world = new ScheduleWorld();
  private final UUID light = world.farm.light();

  @Test
  void theNextDaysAreShownInOrderWithWhatIsOffLeftOut() {
    var fan = world.device(DeviceKind.FAN);
    world.create(world.lightAt("0 6 * * *"));
    world.create(ScheduleWorld.at("0 12 * * *", fan));
    world.change(world.create(world.lightAt("0 8 * * *")).id(), "{\"is_enabled\": false}");

    var week = world.drafts.upcoming(world.manager, null, 7, 100);

    assertThat(week.turns()).hasSize(14).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
    assertThat(week.turns().get(0).at()).isEqualTo(SIX);
    assertThat(week.turns().get(1).deviceName()).isEqualTo("The FAN");
    assertThat(world.drafts.upcoming(world.manager, fan, 2, 100).turns()).hasSize(2);
    assertThatThrownBy(() -> world.drafts.upcoming(world.manager, null, 8, 100))
        .isInstanceOf(Invalid.class);
  }

  @Test
  void aDryRunSaysWhatWouldHappenAndWritesNothing() {
    var other = world.create(world.lightAt("0 6 * * *"));
    var draft = world.draft(world.lightAt("5 6 * * *"));

    var run = world.drafts.dryRun(world.manager, null, draft);

    assertThat(run.turns()).hasSize(7);
    assertThat(run.turns().get(0).at()).isEqualTo(SIX.plusSeconds(300));
    assertThat(run.turns().get(0).until()).isEqualTo(SIX.plusSeconds(900));
    assertThat(run.conditionNow()).isNull();
    assertThat(run.warnings()).extracting(OverlapView::scheduleId).containsExactly(other.id());
    assertThat(world.drafts.conflicts(world.manager, other.id(), draft)).isEmpty();
    assertThat(world.schedules.of(world.manager, null, 50, 0).total()).isEqualTo(1);
    assertThatThrownBy(() -> world.drafts.dryRun(world.manager, UUID.randomUUID(), draft))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void aDryRunSaysWhetherTheConditionHoldsNow() {
    world.sensed.readings = TestReadings.over(world.sql, world.time);
    var coop = world.coop();
    var sensor = world.device(DeviceKind.DHT22, coop);
    var fan = world.device(DeviceKind.FAN, coop);
    var draft =
        world.draft(
            """
            {"name": "Fan", "schedule_type": "condition_based", "action": "on",
             "device_id": "%s",
             "condition": {"metric": "temperature", "operator": ">", "value": 32}}
            """
                .formatted(fan));

    assertThat(world.drafts.dryRun(world.manager, null, draft).conditionNow()).isEqualTo("unknown");

    world.sql.update(
        "insert into reading (device_id, metric, taken_at, value, unit, quality)"
            + " values (?, 'temperature', ?, 33.5, 'Cel', 'good')",
        sensor,
        world.time.instant());
    assertThat(world.drafts.dryRun(world.manager, null, draft).conditionNow()).isEqualTo("true");
  }

  @Test
  void executionsAreFoundByScheduleDeviceAndRange() {
    var made = world.create(world.lightAt("*/20 * * * *"));
    while (world.plan() > 0) {
      // Other tests' schedules are due as well.
    }
    var all = new ExecutionFilter(made.id(), light, SIX, SIX.plusSeconds(3600));

    assertThat(world.executions.of(world.manager, all, 2, 0).executions())
        .extracting(ExecutionView::scheduledTime)
        .containsExactly(SIX.plusSeconds(2400), SIX.plusSeconds(1200));
    assertThat(world.executions.of(world.manager, all, 2, 0).total()).isEqualTo(3);
    assertThat(world.executions.of(world.manager, all, 2, 0).successRate()).isNull();
    world.sql.update(
        "update schedule_execution set state = case planned_at when ? then 'failed' else"
            + " 'executed' end where schedule_id = ?",
        SIX,
        made.id());
    assertThat(world.executions.of(world.manager, all, 2, 0).successRate()).isBetween(66.0, 67.0);
    var stranger = new ScheduleWorld();
    assertThatThrownBy(() -> stranger.executions.of(stranger.manager, all, 2, 0))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> new ExecutionFilter(null, null, SIX, SIX)).isInstanceOf(Invalid.class);
  }

  @Test
  void theTableIsForSpreadsheetsAndHarmlessThere() {
    var made = world.create(world.lightAt("0 6 * * *"));
    world.change(made.id(), "{\"name\": \"=1+2, \\\"x\\\"\"}");
    while (world.plan() > 0) {
      // Other tests' schedules are due as well.
    }
    var filter = new ExecutionFilter(made.id(), null, SIX, SIX.plusSeconds(1));

    var csv = world.executions.csv(world.manager, filter, ScheduleWorld.PHONE);

    assertThat(csv).startsWith("\uFEFFscheduled_time,");
    assertThat(csv.lines()).hasSize(2);
    assertThat(csv.lines().skip(1))
        .first()
        .asString()
        .startsWith("2026-02-28T23:00:00Z,,pending,,\"'=1+2, \"\"x\"\"\",Light,schedule,2,");
    assertThat(world.noted()).last().isEqualTo("schedule.exported");
  }

  @Test
  void whatIsOlderThanFiveYearsIsForgotten() {
    var made = world.create(world.lightAt("0 6 * * *"));
    while (world.plan() > 0) {
      // Other tests' schedules are due as well.
    }
    world.sql.update(
        "update schedule_execution set planned_at = ? where schedule_id = ?",
        world.time.instant().minus(Executions.KEPT).minus(Duration.ofSeconds(1)),
        made.id());

    world.executions.forgetOld();

    assertThat(
            world.sql.query(
                "select 1 from schedule_execution where schedule_id = ?", row -> 1, made.id()))
        .isEmpty();
  }

  @Test
  void theHubGetsAllSchedulesAndWhichSensorsAreMeant() {
    var coop = world.coop();
    var sensor = world.device(DeviceKind.DHT22, coop);
    for (var i = 0; i < 8; i++) {
      world.device(DeviceKind.DHT22, null);
    }
    var fan = world.device(DeviceKind.FAN, coop);
    var made = world.create(ScheduleWorld.at("0 6 * * *", fan));
    world.change(made.id(), "{\"is_enabled\": false}");
    world.schedules.delete(
        world.manager, world.create(world.lightAt("0 7 * * *")).id(), null, ScheduleWorld.PHONE);
    var making = new SnapshotMaking(world.farm.id());

    world.follower.tell(making);

    assertThat(making.schedules())
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.scheduleId()).isEqualTo(made.id());
              assertThat(told.version()).isEqualTo(2);
              assertThat(told.enabled()).isFalse();
              assertThat(told.zone()).isEqualTo("Asia/Phnom_Penh");
              assertThat(told.editedAt()).isEqualTo(world.time.instant());
              assertThat(told.sensors())
                  .containsOnlyKeys("temperature", "humidity")
                  .allSatisfy((metric, id) -> assertThat(id).isEqualTo(sensor));
              assertThat(told.definition().getString("cron_expression")).isEqualTo("0 6 * * *");
            });
  }

  @Test
  void aConditionThatFollowsTheBirdsBringsThemAlong() {
    var coop = world.coop();
    world.sql.update("update coop set house_mode = 'catching' where id = ?", coop);
    world.sql.update(
        "insert into flock (id, coop_id, breed, placed_at, bird_count, created_at)"
            + " values (gen_random_uuid(), ?, 'Ross 308', '2026-02-20', 100, ?)",
        coop,
        world.time.instant());
    var fan = world.device(DeviceKind.FAN, coop);
    var follows =
        world.create(
            """
            {"name":"Climate","schedule_type":"condition_based","action":"on","condition":
             {"metric":"temperature","operator":">","value":3,"release":1,"from_target":true},
             "devices":[{"device_id":"%s"}]}"""
                .formatted(fan));
    world.create(ScheduleWorld.at("0 6 * * *", fan));
    var making = new SnapshotMaking(world.farm.id());

    world.follower.tell(making);

    var told = making.schedules().stream().filter(one -> one.birds() != null).toList();
    assertThat(told)
        .singleElement()
        .satisfies(one -> assertThat(one.scheduleId()).isEqualTo(follows.id()));
    var birds = BirdsJson.read(told.get(0).birds());
    assertThat(birds.curve().id()).isEqualTo("ross_broiler");
    assertThat(birds.mode()).isEqualTo(HouseMode.CATCHING);
    // Midnight on the farm.
    assertThat(birds.placedAt()).isEqualTo("2026-02-19T17:00:00Z");
    assertThat(birds.saidAt()).isEqualTo(world.time.instant());
  }
}
