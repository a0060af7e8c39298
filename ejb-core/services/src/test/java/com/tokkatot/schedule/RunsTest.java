package com.tokkatot.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.device.DeviceKind;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people want to run now, and how it ended. */
class RunsTest {

  private final ScheduleWorld world = new ScheduleWorld();
  private final UUID light = world.farm.light();
  private UUID schedule;

  @BeforeEach
  void create() {
    schedule = world.create(world.lightAt("*/10 * * * *")).id();
  }

  @Test
  void eachDeviceIsOrderedOnceAndEndsAsItsOrderDoes() {
    var fan = world.device(DeviceKind.FAN);
    var two = two(fan);
    var key = UUID.randomUUID();

    var run = world.runs.now(world.manager, two, key, ScheduleWorld.PHONE);
    world.time.advance(Duration.ofSeconds(5));
    var again = world.runs.now(world.manager, two, key, ScheduleWorld.PHONE);

    assertThat(again).isEqualTo(run);
    assertThat(orders()).as("one for each device").isEqualTo(2);
    assertThat(run.status()).isEqualTo("queued");
    assertThat(run.executions()).extracting(Runs.Part::deviceId).containsExactly(light, fan);
    assertThat(world.commands.asked.get(0).durationMs()).isEqualTo(60_000);
    assertThat(world.executionsOf(two)).hasSize(2).allMatch(one -> one.origin().equals("manual"));

    world.commands.end(run.executions().get(0).executionId(), "completed", null);
    world.commands.end(run.executions().get(1).executionId(), "timeout", null);
    world.watcher.settleRuns();

    assertThat(outcomes(two)).containsExactlyInAnyOrder("executed null", "failed timeout");
    assertThat(world.schedules.get(world.manager, two).executionCount()).isEqualTo(1);
    assertThat(world.noted()).filteredOn("schedule.run"::equals).hasSize(1);
  }

  @Test
  void anAnswerAfterTheTimeoutPutsItRight() {
    var run = world.runs.now(world.manager, schedule, null, ScheduleWorld.PHONE);
    world.commands.end(run.executionId(), "timeout", null);
    world.watcher.settleRuns();
    assertThat(outcomes(schedule)).containsExactly("failed timeout");
    world.commands.end(run.executionId(), "completed", null);

    world.watcher.settleRuns();

    world.watcher.settleRuns();

    assertThat(outcomes(schedule)).containsExactly("executed null");
    assertThat(world.schedules.get(world.manager, schedule).executionCount()).isEqualTo(1);
  }

  @Test
  void aStoppedDeviceIsRefusedAndSaysSo() {
    world.commands.stopped.add(light);

    var run = world.runs.now(world.manager, schedule, null, ScheduleWorld.PHONE);

    assertThat(run.status()).isEqualTo("failed");
    assertThat(run.executions().get(0).error()).isEqualTo("EMERGENCY_STOP_ACTIVE");
    assertThat(outcomes(schedule)).contains("failed emergency_stop_active");
  }

  @Test
  void whatWasWrittenDownAndNeverOrderedFails() {
    world.runRows.write(world.manager, schedule, null, world.time.instant(), ScheduleWorld.PHONE);
    world.time.advance(Duration.ofSeconds(31));

    world.watcher.settleRuns();

    assertThat(outcomes(schedule)).contains("failed not_sent");
  }

  @Test
  void anotherKeyIsAnotherRun() {
    var run = world.runs.now(world.manager, schedule, UUID.randomUUID(), ScheduleWorld.PHONE);
    var other = world.runs.now(world.manager, schedule, UUID.randomUUID(), ScheduleWorld.PHONE);

    assertThat(other.executionId()).isNotEqualTo(run.executionId());
    assertThat(orders()).isEqualTo(2);
  }

  private int orders() {
    return world
        .sql
        .query(
            "select id from command where farm_id = ?", row -> row.getString("id"), world.farm.id())
        .size();
  }

  private UUID two(UUID fan) {
    return world
        .create(
            """
            {"name": "Two", "schedule_type": "time_based", "cron_expression": "0 12 * * *",
             "action": "on", "action_duration": 60,
             "devices": [{"device_id": "%s"}, {"device_id": "%s", "offset": 9}]}
            """
                .formatted(light, fan))
        .id();
  }

  private List<String> outcomes(UUID id) {
    return world.executionsOf(id).stream()
        .filter(one -> one.origin().equals("manual"))
        .map(one -> one.status() + " " + one.reason())
        .toList();
  }
}
