package com.tokkatot.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.tokkatot.audit.AuditLogs;
import com.tokkatot.audit.Origin;
import com.tokkatot.shared.Invalid;
import java.time.Instant;
import java.util.HashSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FarmLogTest {

  private final ReportWorld world = new ReportWorld();

  @Test
  void deedsAlertsAndWhatDevicesSaidAreOneLogNewestFirst() {
    world.said("on", "2026-03-03T01:00:00Z");
    world.said("error", "2026-03-03T02:00:00Z");
    world.alert("farm_offline", "critical", null, "2026-03-03T03:00:00Z", "2026-03-03T04:00:00Z");
    noted("device.renamed", world.light);

    assertThat(ask(null, 10, 0).events())
        .extracting(
            FarmEvent::eventType,
            FarmEvent::eventCategory,
            FarmEvent::severity,
            FarmEvent::deviceName,
            FarmEvent::message)
        .containsExactly(
            tuple("device.renamed", "user", "info", "Light", "event.device.renamed"),
            tuple("alert.resolved", "system", "info", null, "alert.any"),
            tuple("alert.raised", "system", "critical", null, "alert.any"),
            tuple("device.error", "device", "error", "Light", "event.device.error"),
            tuple("device.on", "device", "info", "Light", "event.device.on"));
  }

  @Test
  void oneTypeAloneIsFoundAndWhatIsOlderIsNot() {
    world.said("on", "2026-03-03T01:00:00Z");
    world.said("off", "2026-03-03T02:00:00Z");
    world.said("on", "2026-02-03T01:00:00Z");

    assertThat(ask("device.on", 10, 0).events()).hasSize(1);
    assertThat(ask("device.burnt", 10, 0).events()).isEmpty();
  }

  @Test
  void refusalsAreForTheSecurityTrailOnly() {
    noted("permission.denied", world.farm.id());

    assertThat(ask(null, 10, 0).events()).isEmpty();
  }

  @Test
  void anotherFarmsLogIsItsOwn() {
    var other = new ReportWorld();
    other.said("on", "2026-03-03T01:00:00Z");
    AuditLogs.over(other.sql, other.time)
        .note(other.farm.id(), null, "farm.changed", other.farm.id(), "said", Origin.SYSTEM);

    assertThat(ask(null, 10, 0).events()).isEmpty();
  }

  @Test
  void pagesHoldEverythingOnceThoughAllHappenedAtOnce() {
    for (var i = 0; i < 25; i++) {
      world.said(i % 2 == 0 ? "on" : "off", "2026-03-03T01:00:00Z");
      world.alert("farm_offline", "critical", null, "2026-03-03T01:00:00Z", "2026-03-03T01:00:00Z");
    }
    var asked =
        new LogQuestion(
            world.farm.id(), null, Instant.parse("2026-03-01T00:00:00Z"), ReportWorld.NOW, "");
    var ids = new HashSet<String>();
    for (var page = LogRows.of(world.sql, asked, 10, 0);
        !page.isEmpty();
        page = LogRows.of(world.sql, asked, 10, 0)) {
      page.forEach(event -> assertThat(ids.add(event.id())).isTrue());
      asked = asked.after(page.get(page.size() - 1));
    }

    assertThat(ids).hasSize(75);
    assertThat(ask(null, 70, 0).isMore()).isTrue();
    assertThat(ask(null, 70, 70).events()).hasSize(5);
    assertThat(ask(null, 70, 70).isMore()).isFalse();
  }

  @Test
  void whatIsOutOfRangeIsRefusedByName() {
    refused("limit", () -> ask(null, 501, 0));
    refused("offset", () -> ask(null, 500, 99_501));
    refused("days", () -> world.log.of(world.farm.id(), null, 366, 1, 0));
  }

  private static void refused(String field, Runnable question) {
    assertThatThrownBy(question::run)
        .isInstanceOf(Invalid.class)
        .extracting("field")
        .isEqualTo(field);
  }

  private FarmLog.EventList ask(String type, int limit, int offset) {
    return world.log.of(world.farm.id(), type, 7, limit, offset);
  }

  private void noted(String action, UUID target) {
    AuditLogs.over(world.sql, world.time)
        .note(world.farm.id(), world.manager.accountId(), action, target, "said", Origin.SYSTEM);
  }
}
