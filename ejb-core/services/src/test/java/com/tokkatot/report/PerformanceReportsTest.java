package com.tokkatot.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.report.PerformanceReport.Automation;
import com.tokkatot.report.PerformanceReport.Health;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PerformanceReportsTest {

  private final ReportWorld world = new ReportWorld();

  @Test
  void aDeviceIsOfflineOrDegradedOrHealthy() {
    assertThat(ask().deviceHealth()).isEqualTo(new Health(1, 0, 0, 1));

    world.sql.update("update hub set is_online = true where id = ?", world.farm.hub());
    world.sql.update("update node set is_online = true where id = ?", world.farm.node());
    assertThat(ask().deviceHealth()).isEqualTo(new Health(1, 1, 0, 0));

    world.alert("wire_broken", "critical", world.farm.node(), "2026-03-03T05:00:00Z", null);
    assertThat(ask().deviceHealth()).isEqualTo(new Health(1, 0, 1, 0));
  }

  @Test
  void alertsOfTheRangeAreCounted() {
    world.alert("node_offline", "warning", world.farm.node(), "2026-03-03T01:00:00Z", null);
    world.alert("farm_offline", "critical", null, "2026-03-03T02:00:00Z", "2026-03-03T03:00:00Z");
    world.alert("farm_offline", "critical", null, "2025-03-03T02:00:00Z", "2025-03-03T03:00:00Z");

    assertThat(ask().alertsTriggered()).isEqualTo(2);
    assertThat(ask().criticalAlerts()).isEqualTo(1);
  }

  @Test
  void schedulesThatWereTriedAreCountedNotThoseLeftOutOnPurpose() {
    assertThat(ask().automationEfficiency()).isEqualTo(new Automation(0, 0, null));

    var schedule = UUID.randomUUID();
    world.sql.update(
        "insert into schedule (id, farm_id, name, kind, priority, is_enabled, version, created_by,"
            + " created_at, updated_at, planned_to) values (?, ?, 'Light', 'time_based', 5, true, 1,"
            + " ?, ?, ?, ?)",
        schedule,
        world.farm.id(),
        UUID.randomUUID(),
        ReportWorld.NOW,
        ReportWorld.NOW,
        ReportWorld.NOW);
    for (var state : new String[] {"executed", "executed", "failed", "skipped", "pending"}) {
      world.sql.update(
          "insert into schedule_execution (id, schedule_id, farm_id, device_id, version, origin,"
              + " planned_at, state, recorded_at) values (?, ?, ?, ?, 1, 'schedule', ?, ?, ?)",
          UUID.randomUUID(),
          schedule,
          world.farm.id(),
          world.light,
          Instant.parse("2026-03-03T01:00:00Z"),
          state,
          ReportWorld.NOW);
    }

    assertThat(ask().automationEfficiency()).isEqualTo(new Automation(3, 2, 66.67));
  }

  @Test
  void uptimeIsOfTheHub() {
    world.alert("node_offline", "warning", world.farm.node(), "2026-03-02T17:30:00Z", null);
    assertThat(ask().uptimePercent()).isEqualTo(100);

    world.alert("farm_offline", "critical", null, "2026-03-02T17:30:00Z", "2026-03-02T23:30:00Z");
    assertThat(ask().uptimePercent()).isEqualTo(50);
  }

  @Test
  void ofAFarmMadeAfterTheRangeNoUptimeIsKnown() {
    world.sql.update(
        "update farm set created_at = ? where id = ?",
        ReportWorld.NOW.plusSeconds(1),
        world.farm.id());

    assertThat(ask().uptimePercent()).isNull();
  }

  private PerformanceReport ask() {
    return world.performance.of(world.farm.id(), 1);
  }
}
