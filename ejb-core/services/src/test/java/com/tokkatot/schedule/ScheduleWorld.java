package com.tokkatot.schedule;

import com.tokkatot.alert.TestAlerts;
import com.tokkatot.audit.AuditLogs;
import com.tokkatot.audit.Origin;
import com.tokkatot.device.DeviceKind;
import com.tokkatot.device.Devices;
import com.tokkatot.device.HubAsked;
import com.tokkatot.device.Registry;
import com.tokkatot.device.TestSnapshots;
import com.tokkatot.farm.Member;
import com.tokkatot.farm.Role;
import com.tokkatot.live.LiveEvent;
import com.tokkatot.live.LiveEventsTest;
import com.tokkatot.shared.RecordedEvents;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** A farm in Cambodia with its schedules, on a real database, without a container. */
final class ScheduleWorld {

  static final Origin PHONE = new Origin("192.0.2.7", "phone", "request-1");

  /** 05:59 on the farm. */
  final SettableTime time;

  final Sql sql;
  final TestDatabase.TestFarm farm;
  final Member manager;
  final RecordedEvents<HubAsked> told = new RecordedEvents<>();
  final Devices devices;
  final Schedules schedules = new Schedules();
  final Versions versions = new Versions();
  final Planner planner = new Planner();
  final Watcher watcher = new Watcher();
  final Executions executions = new Executions();
  final ExecutionIntake intake;
  final Drafts drafts = new Drafts();
  final SensedNow sensed = new SensedNow();
  final RunRows runRows = new RunRows();
  final Runs runs = new Runs();
  final WrittenOrders commands;
  final FarmFollower follower = new FarmFollower();

  ScheduleWorld() {
    this(TestDatabase.sql());
  }

  ScheduleWorld(Sql sql) {
    this(sql, new SettableTime("2026-02-28T22:59:00Z"), TestDatabase.farm(sql), null);
  }

  private ScheduleWorld(Sql sql, SettableTime time, TestDatabase.TestFarm farm, Member manager) {
    this.sql = sql;
    this.time = time;
    this.farm = farm;
    this.manager =
        manager == null ? new Member(farm.id(), UUID.randomUUID(), Role.MANAGER) : manager;
    var audit = AuditLogs.over(sql, time);
    var live = LiveEventsTest.over(sql);
    var alerts = TestAlerts.schedulesOver(sql, time, live);
    var snapshots = TestSnapshots.versionsOver(sql, told);
    commands = new WrittenOrders(sql, time);
    devices = Registry.devicesOver(sql);
    schedules.sql = sql;
    schedules.time = time;
    schedules.audit = audit;
    schedules.snapshots = snapshots;
    schedules.devices = devices;
    schedules.live = live;
    schedules.alerts = alerts;
    versions.sql = sql;
    versions.time = time;
    versions.devices = devices;
    planner.sql = sql;
    planner.time = time;
    watcher.sql = sql;
    watcher.time = time;
    watcher.live = live;
    executions.sql = sql;
    executions.time = time;
    executions.audit = audit;
    intake = TestSchedules.intakeOver(sql, time);
    drafts.sql = sql;
    drafts.time = time;
    drafts.devices = devices;
    drafts.sensed = sensed;
    sensed.sql = sql;
    sensed.devices = devices;
    sensed.time = time;
    runs.rows = runRows;
    runs.time = time;
    runs.commands = commands;
    runRows.sql = sql;
    runRows.time = time;
    runRows.audit = audit;
    follower.sql = sql;
    follower.time = time;
    follower.devices = devices;
    follower.snapshots = snapshots;
  }

  /** The same world inside a transaction. */
  ScheduleWorld within(Sql transaction) {
    return new ScheduleWorld(transaction, time, farm, manager);
  }

  UUID device(DeviceKind kind) {
    return device(kind, null);
  }

  UUID device(DeviceKind kind, UUID coopId) {
    var id = UUID.randomUUID();
    sql.update(
        "insert into device (id, farm_id, coop_id, node_id, name, kind, type)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        id,
        farm.id(),
        coopId,
        farm.node(),
        "The " + kind.name(),
        kind,
        kind.usualType());
    return id;
  }

  UUID coop() {
    var id = UUID.randomUUID();
    sql.update("insert into coop (id, farm_id, name) values (?, ?, 'Coop 1')", id, farm.id());
    return id;
  }

  ScheduleView create(String json) {
    return schedules.create(manager, draft(json), null, PHONE).schedule();
  }

  ScheduleView change(UUID id, String json) {
    return schedules
        .change(
            manager, id, now -> now.over(Stored.json(json), time.instant()), "so they said", PHONE)
        .schedule();
  }

  ScheduleDraft draft(String json) {
    return ScheduleDraft.read(Stored.json(json), time.instant());
  }

  /** A schedule of the farm's light, by cron. */
  String lightAt(String cron) {
    return at(cron, farm.light());
  }

  static String at(String cron, UUID device) {
    return """
        {"name": "ភ្លើង", "schedule_type": "time_based", "cron_expression": "%s", "action": "on",
         "action_duration": 600, "device_id": "%s"}
        """
        .formatted(cron, device);
  }

  /** Plans an hour ahead, as the timer does. */
  int plan() {
    return planner.plan(time.instant().plus(Planner.AHEAD));
  }

  /** All executions of a schedule, the first planned first. */
  List<ExecutionView> executionsOf(UUID schedule) {
    var filter =
        new ExecutionFilter(
            schedule,
            null,
            time.instant().minus(Duration.ofDays(30)),
            time.instant().plus(Duration.ofDays(30)));
    var found = executions.of(manager, filter, 500, 0).executions();
    return found.stream()
        .sorted(
            Comparator.comparing(ExecutionView::scheduledTime)
                .thenComparing(one -> one.deviceId().toString()))
        .toList();
  }

  List<Instant> plannedOf(UUID schedule) {
    return executionsOf(schedule).stream().map(ExecutionView::scheduledTime).toList();
  }

  /** Types of the farm's events, oldest first. */
  List<String> heard() {
    return LiveEventsTest.over(sql).since(farm.id(), 0, 500).stream().map(LiveEvent::type).toList();
  }

  /** Actions noted for this farm, oldest first. */
  List<String> noted() {
    return sql.query(
        "select action from audit_log where farm_id = ? order by id",
        row -> row.getString("action"),
        farm.id());
  }

  long snapshotVersion() {
    return sql.query(
            "select snapshot_version from farm where id = ?", row -> row.getLong(1), farm.id())
        .get(0);
  }
}
