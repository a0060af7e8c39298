package com.tokkatot.device;

import com.tokkatot.account.StaffRole;
import com.tokkatot.audit.AuditLogs;
import com.tokkatot.audit.Origin;
import com.tokkatot.farm.Member;
import com.tokkatot.farm.OpenDoor;
import com.tokkatot.farm.Role;
import com.tokkatot.live.LiveEventsTest;
import com.tokkatot.shared.RecordedEvents;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import java.util.List;
import java.util.UUID;

/** A farm's nodes and devices on a real database, without a container. */
public final class Registry {

  static final Origin PHONE = new Origin("192.0.2.7", "phone", "request-1");

  final SettableTime time = new SettableTime("2026-03-01T06:00:00Z");
  final Sql sql = TestDatabase.sql();
  final TestDatabase.TestFarm farm = TestDatabase.farm(sql);
  final Member manager = new Member(farm.id(), UUID.randomUUID(), Role.MANAGER);
  final Member technician = new Member(farm.id(), UUID.randomUUID(), null, StaffRole.TECHNICIAN);
  final Devices devices = devicesOver(sql);
  final Nodes nodes = new Nodes();
  final DeviceChanges changes = new DeviceChanges();
  final Wiring wiring = new Wiring();
  final Groups groups = new Groups();
  final NodeRegistry boards = new NodeRegistry();
  final DeviceRegistry installs = new DeviceRegistry();
  final RecordedEvents<HubAsked> snapshots = new RecordedEvents<>();
  final Configurations configurations = new Configurations();
  final Presence presence = new Presence();

  Registry() {
    nodes.sql = sql;
    wiring.sql = sql;
    groups.sql = sql;
    groups.time = time;
    groups.audit = AuditLogs.over(sql, time);
    var versions = new SnapshotVersions();
    versions.sql = sql;
    versions.asked = snapshots;
    boards.snapshots = versions;
    installs.snapshots = versions;
    changes.snapshots = versions;
    configurations.sql = sql;
    configurations.time = time;
    configurations.audit = AuditLogs.over(sql, time);
    configurations.snapshots = versions;
    configurations.access = OpenDoor.access(sql, time);
    configurations.devices = devices;
    boards.sql = sql;
    boards.time = time;
    boards.audit = AuditLogs.over(sql, time);
    boards.nodes = nodes;
    boards.wiring = wiring;
    installs.sql = sql;
    installs.time = time;
    installs.audit = AuditLogs.over(sql, time);
    installs.devices = devices;
    installs.wiring = wiring;
    presence.sql = sql;
    presence.time = time;
    presence.heard = new RecordedEvents<>();
    presence.live = LiveEventsTest.over(sql);
    changes.sql = sql;
    changes.time = time;
    changes.audit = AuditLogs.over(sql, time);
    changes.devices = devices;
    changes.wiring = wiring;
  }

  /** Takes what hubs say of their boards; for tests of other packages. */
  public static Presence presenceOver(Sql sql, SettableTime time) {
    var presence = new Presence();
    presence.sql = sql;
    presence.time = time;
    presence.heard = new RecordedEvents<>();
    presence.live = LiveEventsTest.over(sql);
    return presence;
  }

  /** For tests of other packages. */
  public static CoopStops coopsOver(Sql sql) {
    var coops = new CoopStops();
    coops.sql = sql;
    return coops;
  }

  static CoopAirs airsOver(Sql sql) {
    var airs = new CoopAirs();
    airs.sql = sql;
    return airs;
  }

  /** For tests of other packages. */
  public static Devices devicesOver(Sql sql) {
    var devices = new Devices();
    devices.sql = sql;
    return devices;
  }

  /** For tests of other packages: to look at only. */
  public static Configurations configurationsOver(Sql sql, SettableTime time) {
    var configurations = new Configurations();
    configurations.sql = sql;
    configurations.time = time;
    configurations.devices = devicesOver(sql);
    return configurations;
  }

  UUID coop(UUID farmId) {
    var id = UUID.randomUUID();
    sql.update("insert into coop (id, farm_id, name) values (?, ?, 'Coop 1')", id, farmId);
    return id;
  }

  /** Where a board hangs, or a device stands. */
  void puts(String table, UUID id, UUID coopId) {
    sql.update("update " + table + " set coop_id = ? where id = ?", coopId, id);
  }

  UUID node() {
    var id = UUID.randomUUID();
    sql.update(
        "insert into node (id, farm_id, hardware_id, name, board) values (?, ?, ?, 'M', 'virtual')",
        id,
        farm.id(),
        id.toString());
    return id;
  }

  UUID fan(UUID nodeId, Integer channel) {
    var id = UUID.randomUUID();
    sql.update(
        "insert into device (id, farm_id, node_id, channel, name, kind, type)"
            + " values (?, ?, ?, ?, 'Fan', 'fan', 'pwm')",
        id,
        farm.id(),
        nodeId,
        channel);
    return id;
  }

  UUID device(UUID nodeId, DeviceKind kind) {
    var id = UUID.randomUUID();
    sql.update(
        "insert into device (id, farm_id, node_id, name, kind, type) values (?, ?, ?, 'D', ?, ?)",
        id,
        farm.id(),
        nodeId,
        kind,
        kind.usualType());
    return id;
  }

  /** Actions noted for this farm, oldest first. */
  List<String> noted() {
    return sql.query(
        "select action from audit_log where farm_id = ? order by id",
        row -> row.getString("action"),
        farm.id());
  }
}
