package com.tokkatot.setting;

import com.tokkatot.account.Caller;
import com.tokkatot.account.StaffRole;
import com.tokkatot.audit.AuditLogs;
import com.tokkatot.audit.Origin;
import com.tokkatot.farm.Member;
import com.tokkatot.farm.OpenDoor;
import com.tokkatot.farm.Role;
import com.tokkatot.shared.RecordedEvents;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import java.util.UUID;

/** Settings on a real database, without a container. */
final class SettingsWorld {

  static final Origin PHONE = new Origin("192.0.2.7", "phone", "request-1");

  final SettableTime time = new SettableTime("2026-03-01T06:00:00Z");
  final Sql sql;
  final TestDatabase.TestFarm farm;
  final Member owner;
  final Member manager;
  final Caller person = new Caller(UUID.randomUUID(), UUID.randomUUID(), null);
  final Caller operator = new Caller(UUID.randomUUID(), UUID.randomUUID(), StaffRole.OPERATOR);
  final RecordedEvents<FarmSettingsChanged> changed = new RecordedEvents<>();
  final SystemValues values;
  final FarmSettings farms = new FarmSettings();
  final SystemSettings system = new SystemSettings();
  final Preferences preferences = new Preferences();

  SettingsWorld(Sql sql) {
    this.sql = sql;
    farm = TestDatabase.farm(sql);
    owner = new Member(farm.id(), UUID.randomUUID(), Role.OWNER);
    manager = new Member(farm.id(), UUID.randomUUID(), Role.MANAGER);
    values = TestSettings.over(sql, time);
    var audit = AuditLogs.over(sql, time);
    farms.sql = sql;
    farms.audit = audit;
    farms.time = time;
    farms.access = OpenDoor.access(sql, time);
    farms.system = values;
    farms.changed = changed;
    system.sql = sql;
    system.audit = audit;
    system.time = time;
    system.changed = changed;
    preferences.sql = sql;
    preferences.audit = audit;
    preferences.time = time;
    preferences.memberships = OpenDoor.memberships(sql);
  }

  SettingsView set(Member member, String wish) {
    return farms.change(member, json(wish), PHONE);
  }

  SettingsView prefer(String wish) {
    return preferences.change(person, json(wish), PHONE);
  }

  SettingsView configure(Scope scope, String wish) {
    return system.change(operator, scope, json(wish), PHONE);
  }

  /** What the audit log says of the owner of settings, oldest first. */
  List<String> noted(UUID target) {
    return sql.query(
        "select action || ' ' || reason as said from audit_log where target_id = ? order by id",
        row -> row.getString("said"),
        target);
  }

  static JsonObject json(String text) {
    try (var reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
      return reader.readObject();
    }
  }
}
