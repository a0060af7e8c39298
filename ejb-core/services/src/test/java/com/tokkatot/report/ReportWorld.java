package com.tokkatot.report;

import com.tokkatot.audit.AuditLogs;
import com.tokkatot.device.Registry;
import com.tokkatot.farm.Member;
import com.tokkatot.farm.Role;
import com.tokkatot.reading.TestReadings;
import com.tokkatot.reading.TimeSeries;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** A farm in Cambodia with one light, at 13:00 there on a Tuesday, and all reports of it. */
final class ReportWorld {

  static final Instant NOW = Instant.parse("2026-03-03T06:00:00Z");

  final Sql sql = TestDatabase.sql();
  final SettableTime time = new SettableTime(NOW.toString());
  final TestDatabase.TestFarm farm = TestDatabase.farm(sql);
  final UUID light = farm.light();
  final Member manager = new Member(farm.id(), UUID.randomUUID(), Role.MANAGER);
  final UsageReports usage = new UsageReports();
  final PerformanceReports performance = new PerformanceReports();
  final DeviceMetrics metrics = new DeviceMetrics();
  final FarmLog log = new FarmLog();
  private int seq;

  ReportWorld() {
    sql.update(
        "update device set created_at = ? where id = ?",
        Instant.parse("2026-01-01T00:00:00Z"),
        light);
    sql.update(
        "update farm set created_at = ? where id = ?",
        Instant.parse("2026-01-01T00:00:00Z"),
        farm.id());
    usage.sql = sql;
    usage.time = time;
    usage.devices = Registry.devicesOver(sql);
    performance.sql = sql;
    performance.time = time;
    metrics.sql = sql;
    metrics.time = time;
    metrics.devices = usage.devices;
    metrics.series = TestReadings.seriesOver(sql, time);
    log.sql = sql;
    log.time = time;
  }

  Exports exports(TimeSeries series) {
    var exports = new Exports();
    exports.sql = sql;
    exports.audit = AuditLogs.over(sql, time);
    exports.series = series;
    exports.time = time;
    exports.devices = usage.devices;
    exports.configurations = Registry.configurationsOver(sql, time);
    exports.metrics = metrics;
    exports.usage = usage;
    exports.performance = performance;
    return exports;
  }

  /** The manager has chosen this language. */
  void managerSpeaks(String language) {
    sql.update(
        "insert into account (id, name, language, email_sealed, email_index)"
            + " values (?, 'Sok', ?, '1.', ?)",
        manager.accountId(),
        language,
        manager.accountId().toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The light says so. */
  void said(String state, String at) {
    sql.update(
        "insert into device_status (device_id, incarnation, boot, seq, command_id, at, state,"
            + " triggered_by) values (?, 1, 1, ?, ?, ?, ?, 'schedule')",
        light,
        ++seq,
        new UUID(0, 0),
        Instant.parse(at),
        state);
  }

  void alert(String type, String severity, UUID nodeId, String from, String to) {
    sql.update(
        "insert into alert (id, farm_id, node_id, type, severity, message_key, triggered_at,"
            + " resolved_at) values (?, ?, ?, ?, ?, 'alert.any', ?, ?)",
        UUID.randomUUID(),
        farm.id(),
        nodeId,
        type,
        severity,
        Instant.parse(from),
        to == null ? null : Instant.parse(to));
  }

  void command(String state, String at) {
    sql.update(
        "insert into command (id, farm_id, device_id, action, source, priority, state, issued_at,"
            + " expires_at) values (?, ?, ?, 'on', 'app', 'normal', ?, ?, ?)",
        UUID.randomUUID(),
        farm.id(),
        light,
        state,
        Instant.parse(at),
        Instant.parse(at));
  }
}
