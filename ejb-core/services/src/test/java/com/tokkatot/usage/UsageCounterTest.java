package com.tokkatot.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.audit.AuditLogs;
import com.tokkatot.audit.Origin;
import com.tokkatot.device.Registry;
import com.tokkatot.device.StatusesObserved;
import com.tokkatot.farm.Member;
import com.tokkatot.farm.Role;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotAllowed;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import com.tokkatot.wire.DeviceState;
import com.tokkatot.wire.OrderKey;
import com.tokkatot.wire.StatusMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UsageCounterTest {

  private final SettableTime time = new SettableTime("2026-03-01T06:00:00Z");
  private final Sql sql = TestDatabase.sql();
  private final TestDatabase.TestFarm farm = TestDatabase.farm(sql);
  private final Member manager = new Member(farm.id(), UUID.randomUUID(), Role.MANAGER);
  private final UsageCounter counter = new UsageCounter();
  private final DeviceUsage usage = new DeviceUsage();
  private final Maintenance maintenance = new Maintenance();

  @BeforeEach
  void wire() {
    sql.update(
        "insert into account (id, name, email_sealed, email_index) values (?, 'Sok', 'x', ?)",
        manager.accountId(),
        manager.accountId().toString().getBytes(StandardCharsets.US_ASCII));
    counter.sql = sql;
    counter.time = time;
    maintenance.sql = sql;
    maintenance.time = time;
    maintenance.audit = AuditLogs.over(sql, time);
    maintenance.devices = Registry.devicesOver(sql);
    usage.sql = sql;
    usage.time = time;
    usage.devices = maintenance.devices;
    usage.maintenance = maintenance;
  }

  @Test
  void hoursAndStartsAreCounted() {
    says(DeviceState.ON);
    time.advance(Duration.ofMinutes(90));
    says(DeviceState.OFF);
    time.advance(Duration.ofMinutes(30));
    says(DeviceState.ON);
    time.advance(Duration.ofMinutes(15));

    var view = usage.of(farm.id(), farm.light());

    assertThat(view.onHours()).as("the run that lasts included").isEqualTo(1.75);
    assertThat(view.cycles()).isEqualTo(2);
    assertThat(view.isRunning()).isTrue();
    assertThat(view.lastOffAt()).isEqualTo(Instant.parse("2026-03-01T07:30:00Z"));
    assertThat(view.lastOnAt()).isEqualTo(Instant.parse("2026-03-01T08:00:00Z"));
  }

  @Test
  void anotherPercentageIsTheSameRun() {
    says(DeviceState.ON);
    time.advance(Duration.ofHours(1));
    says(DeviceState.ON);
    time.advance(Duration.ofHours(1));
    says(DeviceState.OFF);

    assertThat(usage.of(farm.id(), farm.light()).cycles()).isEqualTo(1);
    assertThat(usage.of(farm.id(), farm.light()).onHours()).isEqualTo(2);
  }

  @Test
  void manyStatusesOfOneBatchCountOneAfterTheOther() {
    var start = time.instant();
    time.advance(Duration.ofHours(3));

    observe(
        status(DeviceState.ON, start),
        status(DeviceState.OFF, start.plusSeconds(3600)),
        status(DeviceState.ON, start.plusSeconds(7200)),
        status(DeviceState.OFF, start.plusSeconds(9000)));

    assertThat(usage.of(farm.id(), farm.light()).cycles()).isEqualTo(2);
    assertThat(usage.of(farm.id(), farm.light()).onHours()).isEqualTo(1.5);
  }

  @Test
  void whatWasNotNewerDoesNotCount() {
    says(DeviceState.ON);
    time.advance(Duration.ofHours(1));
    says(DeviceState.OFF);
    var stale = status(DeviceState.ON, time.instant());

    counter.count(new StatusesObserved(List.of(stale), List.of(), new ArrayList<>()));

    assertThat(usage.of(farm.id(), farm.light()).cycles()).isEqualTo(1);
    assertThat(usage.of(farm.id(), farm.light()).isRunning()).isFalse();
  }

  @Test
  void aClockThatIsAheadOrJumpsBackNeverMakesTimeOutOfNothing() {
    observe(status(DeviceState.ON, time.instant().plus(Duration.ofDays(9))));
    observe(status(DeviceState.OFF, Instant.EPOCH));

    assertThat(usage.of(farm.id(), farm.light()).onHours()).isZero();
  }

  @Test
  void aDeviceThatNeverSaidAnythingHasNoCount() {
    var view = usage.of(farm.id(), farm.light());

    assertThat(view.onHours()).isZero();
    assertThat(view.countedSince()).isNull();
    assertThat(view.service().dueAt()).isNull();
  }

  @Test
  void theNextServiceIsEstimatedFromTheMeanDailyUse() {
    // Twelve hours a day: the light's 5,000 hours are over after 416 days and 16 hours.
    for (var day = 0; day < 10; day++) {
      says(DeviceState.ON);
      time.advance(Duration.ofHours(12));
      says(DeviceState.OFF);
      time.advance(Duration.ofHours(12));
    }

    var service = usage.of(farm.id(), farm.light()).service();

    assertThat(service.usedHours()).isEqualTo(120);
    assertThat(service.isDue()).isFalse();
    assertThat(Duration.between(time.instant(), service.dueAt()).toHours())
        .isBetween(9_759L, 9_760L);
  }

  @Test
  void aServiceStartsTheCountAgain() {
    says(DeviceState.ON);
    time.advance(Duration.ofHours(5_000));
    assertThat(usage.of(farm.id(), farm.light()).service().isDue()).isTrue();

    maintenance.note(manager, farm.light(), null, "new tube", Origin.SYSTEM);
    time.advance(Duration.ofHours(1));

    var view = usage.of(farm.id(), farm.light());
    assertThat(view.service().isDue()).isFalse();
    assertThat(view.service().usedHours()).isEqualTo(1);
    assertThat(view.onHours()).as("the device's own count goes on").isEqualTo(5_001);
    assertThat(maintenance.of(farm.id(), farm.light(), 10, 0))
        .extracting(MaintenanceView::note)
        .containsExactly("new tube");
  }

  @Test
  void whoOnlyLooksNotesNothingAndNobodyNotesTheFuture() {
    var viewer = new Member(farm.id(), manager.accountId(), Role.VIEWER);
    var tomorrow = time.instant().plus(Duration.ofDays(1));

    assertThatThrownBy(() -> maintenance.note(viewer, farm.light(), null, "x", Origin.SYSTEM))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> maintenance.note(manager, farm.light(), tomorrow, "x", Origin.SYSTEM))
        .isInstanceOf(Invalid.class);
  }

  private void says(DeviceState state) {
    observe(status(state, time.instant()));
  }

  private void observe(StatusMessage... statuses) {
    var all = Arrays.asList(statuses);
    counter.count(new StatusesObserved(all, all, new ArrayList<>()));
  }

  private StatusMessage status(DeviceState state, Instant at) {
    return new StatusMessage(
        farm.light(),
        at,
        new OrderKey(1, 1, 1),
        state,
        null,
        null,
        StatusMessage.Trigger.COMMAND,
        null,
        null,
        null,
        null,
        false);
  }
}
