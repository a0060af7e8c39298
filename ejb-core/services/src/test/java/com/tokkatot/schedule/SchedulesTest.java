package com.tokkatot.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.tokkatot.device.DeviceKind;
import com.tokkatot.schedule.Schedules.Part;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import com.tokkatot.wire.NotifyMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SchedulesTest {

  private final ScheduleWorld world = new ScheduleWorld();
  private final UUID light = world.farm.light();

  @Test
  void aScheduleIsThereAsItWasSaid() {
    var made = world.create(world.lightAt("0 6 * * *"));

    assertThat(world.schedules.get(world.manager, made.id())).isEqualTo(made);
    assertThat(made.scheduleType()).isEqualTo("time_based");
    assertThat(made.cronExpression()).isEqualTo("0 6 * * *");
    assertThat(made.actionDuration()).isEqualTo(600);
    assertThat(made.devices()).containsExactly(new ScheduleView.TargetView(light, "Light", 0));
    assertThat(made.timezone()).isEqualTo("Asia/Phnom_Penh");
    assertThat(made.nextExecution()).isEqualTo("2026-02-28T23:00:00Z");
    assertThat(made.version()).isEqualTo(1);
    assertThat(made.isEnabled()).isTrue();
  }

  @Test
  void aConditionComesBackAsATree() {
    var fan = world.device(DeviceKind.FAN);
    var made =
        world.create(
            """
            {"name": "Fan", "schedule_type": "condition_based", "action": "set_value",
             "action_value": 60, "devices": [{"device_id": "%s", "offset": 5}], "condition":
             {"and": [{"metric": "temperature", "operator": ">", "value": 32, "release": 30},
                      {"not": {"metric": "humidity", "operator": "<", "value": 20}}]}}
            """
                .formatted(fan));

    assertThat(made.condition().and()).hasSize(2);
    assertThat(made.condition().and().get(0).release()).isEqualTo(30.0);
    assertThat(made.condition().and().get(1).not().operator()).isEqualTo("<");
    assertThat(made.devices().get(0).offset()).isEqualTo(5);
    assertThat(made.nextExecution()).isNull();
  }

  @Test
  void schedulesAreListedAndFoundByDevice() {
    var fan = world.device(DeviceKind.FAN);
    var first = world.create(world.lightAt("0 6 * * *"));
    world.time.advance(Duration.ofSeconds(1));
    var second = world.create(ScheduleWorld.at("0 7 * * *", fan));

    assertThat(world.schedules.of(world.manager, null, 50, 0).schedules())
        .containsExactly(first, second);
    assertThat(world.schedules.of(world.manager, fan, 50, 0).schedules()).containsExactly(second);
    assertThat(world.schedules.of(world.manager, null, 1, 1).total()).isEqualTo(2);
    assertThatThrownBy(() -> world.schedules.of(world.manager, null, 101, 0))
        .isInstanceOf(Invalid.class);
  }

  @Test
  void eachChangeIsAVersionTheHubAndEverybodyHearsOf() {
    var made = world.create(world.lightAt("0 6 * * *"));
    var before = world.snapshotVersion();

    var changed = world.change(made.id(), "{\"cron_expression\": \"0 7 * * *\"}");

    assertThat(changed.version()).isEqualTo(2);
    assertThat(changed.nextExecution()).isEqualTo("2026-03-01T00:00:00Z");
    assertThat(changed.actionDuration()).isEqualTo(600);
    assertThat(world.snapshotVersion()).isEqualTo(before + 1);
    assertThat(world.told.fired())
        .last()
        .satisfies(asked -> assertThat(asked.wish()).isEqualTo(NotifyMessage.snapshot(before + 1)));
    assertThat(world.heard()).containsExactly("schedule:changed", "schedule:changed");
    assertThat(world.noted()).containsExactly("schedule.created", "schedule.changed");
  }

  @Test
  void whatChangesNothingIsNoVersion() {
    var made = world.create(world.lightAt("0 6 * * *"));

    var same = world.change(made.id(), "{\"cron_expression\": \"0 6 * * *\", \"reason\": \"?\"}");

    assertThat(same.version()).isEqualTo(1);
    assertThat(world.noted()).containsExactly("schedule.created");
    assertThat(world.snapshotVersion()).isEqualTo(1);
  }

  @Test
  void aChangeOfKindSaysAllOfThePlanAndKeepsTheDevices() {
    var made = world.create(world.lightAt("0 6 * * *"));

    var changed =
        world.change(
            made.id(),
            """
            {"schedule_type": "time_based", "start_time": "06:00", "end_time": "18:00",
             "action": "on"}
            """);

    assertThat(changed.cronExpression()).isNull();
    assertThat(changed.startTime()).isEqualTo("06:00");
    assertThat(changed.devices()).isEqualTo(made.devices());
  }

  @Test
  void aNullTakesAFieldAway() {
    var made = world.create(world.lightAt("0 6 * * *"));

    assertThat(world.change(made.id(), "{\"action_duration\": null}").actionDuration()).isNull();
  }

  @Test
  void everyVersionIsKeptWithWhoAndWhy() {
    var made = world.create(world.lightAt("0 6 * * *"));
    world.time.advance(Duration.ofMinutes(1));
    world.change(made.id(), "{\"is_enabled\": false}");

    var all = world.versions.of(world.manager, made.id(), 50, 0);

    assertThat(all.total()).isEqualTo(2);
    assertThat(all.versions())
        .extracting(
            Versions.VersionView::version,
            Versions.VersionView::action,
            Versions.VersionView::reason,
            version -> version.schedule().isEnabled())
        .containsExactly(
            tuple(2L, "changed", "so they said", false), tuple(1L, "created", null, true));
    assertThat(all.versions().get(0).changedBy()).isEqualTo(world.manager.accountId());
    assertThat(all.versions().get(0).changedAt()).isEqualTo("2026-02-28T23:00:00Z");
  }

  @Test
  void goingBackMakesTheNextVersion() {
    var made = world.create(world.lightAt("0 6 * * *"));
    world.change(made.id(), "{\"cron_expression\": \"0 7 * * *\"}");

    var back = world.schedules.rollBack(world.manager, made.id(), 1, "better", ScheduleWorld.PHONE);

    assertThat(back.schedule().version()).isEqualTo(3);
    assertThat(back.schedule().cronExpression()).isEqualTo("0 6 * * *");
    assertThat(world.noted()).last().isEqualTo("schedule.rolled_back");
    assertThatThrownBy(
            () -> world.schedules.rollBack(world.manager, made.id(), 9, null, ScheduleWorld.PHONE))
        .isInstanceOf(NotFound.class)
        .hasFieldOrPropertyWithValue("code", "VERSION_NOT_FOUND");
  }

  @Test
  void aCopyIsOffAndHasANameOfItsOwn() {
    var made = world.create(world.lightAt("0 6 * * *"));

    var copy =
        world.schedules.duplicate(world.manager, made.id(), null, ScheduleWorld.PHONE).schedule();

    assertThat(copy.id()).isNotEqualTo(made.id());
    assertThat(copy.name()).isEqualTo("ភ្លើង (2)");
    assertThat(copy.isEnabled()).isFalse();
    assertThat(copy.nextExecution()).isNull();
    assertThat(copy.cronExpression()).isEqualTo(made.cronExpression());
  }

  @Test
  void whatIsDeletedIsGoneButItsHistoryStays() {
    var made = world.create(world.lightAt("0 6 * * *"));
    world.plan();
    world.time.advance(Duration.ofMinutes(2));

    world.schedules.delete(world.manager, made.id(), "enough", ScheduleWorld.PHONE);

    assertThatThrownBy(() -> world.schedules.get(world.manager, made.id()))
        .isInstanceOf(NotFound.class);
    assertThat(world.plannedOf(made.id())).containsExactly(Instant.parse("2026-02-28T23:00:00Z"));
    assertThat(world.noted()).last().isEqualTo("schedule.deleted");
  }

  @Test
  void manyAreChangedAtOnceAndWhatIsNotThereHindersNobody() {
    var one = world.create(world.lightAt("0 6 * * *")).id();
    var two = world.create(world.lightAt("0 7 * * *")).id();
    var stranger = UUID.randomUUID();
    world.change(two, "{\"is_enabled\": false}");
    var before = world.snapshotVersion();

    var bulk =
        world.schedules.changeAll(
            world.manager,
            List.of(one, stranger, two, one),
            now -> now.over(Stored.json("{\"is_enabled\": false}"), world.time.instant()),
            "holiday",
            ScheduleWorld.PHONE);

    assertThat(bulk.schedules())
        .containsExactly(
            new Part(one, "changed", null),
            new Part(stranger, "refused", "SCHEDULE_NOT_FOUND"),
            new Part(two, "unchanged", null));
    assertThat(world.snapshotVersion()).isEqualTo(before + 1);
  }

  @Test
  void twoThatMeetAreSavedWithAWarning() {
    var first = world.create(world.lightAt("0 6 * * *"));

    var saved =
        world.schedules.create(
            world.manager, world.draft(world.lightAt("5 6 * * *")), null, ScheduleWorld.PHONE);

    assertThat(saved.warnings())
        .containsExactly(
            new OverlapView(
                first.id(), "ភ្លើង", light, "Light", Instant.parse("2026-02-28T23:05:00Z")));
  }

  @Test
  void aDeviceHasAtMostTwentySchedules() {
    for (var i = 0; i < 20; i++) {
      world.create(world.lightAt(i + " 6 * * *"));
    }

    assertThatThrownBy(() -> world.create(world.lightAt("30 6 * * *")))
        .isInstanceOf(Conflict.class)
        .hasFieldOrPropertyWithValue("code", "LIMIT_EXCEEDED");
    var any = world.schedules.of(world.manager, null, 1, 0).schedules().get(0);
    assertThat(world.change(any.id(), "{\"priority\": 3}").priority()).isEqualTo(3);
    world.schedules.delete(world.manager, any.id(), null, ScheduleWorld.PHONE);
    world.create(world.lightAt("30 6 * * *"));
  }

  @Test
  void anotherFarmsScheduleIsNotFound() {
    var made = world.create(world.lightAt("0 6 * * *"));
    var stranger = new ScheduleWorld();

    assertThatThrownBy(() -> stranger.schedules.get(stranger.manager, made.id()))
        .isInstanceOf(NotFound.class)
        .hasFieldOrPropertyWithValue("code", "SCHEDULE_NOT_FOUND");
    assertThatThrownBy(() -> stranger.change(made.id(), "{}")).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> stranger.versions.of(stranger.manager, made.id(), 1, 0))
        .isInstanceOf(NotFound.class);
  }
}
