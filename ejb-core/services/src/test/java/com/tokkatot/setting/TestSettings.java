package com.tokkatot.setting;

import com.tokkatot.audit.AuditLogs;
import com.tokkatot.farm.OpenDoor;
import com.tokkatot.shared.RecordedEvents;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import java.time.InstantSource;
import java.util.UUID;

/** What is set for the whole, for tests of features above. */
public final class TestSettings {

  private TestSettings() {}

  public static SystemValues over(Sql sql, InstantSource time) {
    var system = new SystemValues();
    system.sql = sql;
    system.time = time;
    return system;
  }

  /** The door of farms, over which nobody listens. */
  public static FarmSettings farmsOver(Sql sql, InstantSource time) {
    var farms = new FarmSettings();
    farms.sql = sql;
    farms.audit = AuditLogs.over(sql, time);
    farms.time = time;
    farms.access = OpenDoor.access(sql, time);
    farms.system = over(sql, time);
    farms.changed = new RecordedEvents<>();
    return farms;
  }

  /** As if no farm had a feature; over a database of its own. */
  public static SystemValues without(InstantSource time, Key feature) {
    var sql = TestDatabase.another();
    sql.update(
        "insert into setting (scope, owner_id, version, chosen)"
            + " values ('features', ?, 1, jsonb_build_object(?::text, '{\"share\": 0}'::jsonb))",
        Scope.OURS,
        feature.word());
    return over(sql, time);
  }

  /** As if somebody had set a farm's number. */
  public static void set(Sql sql, UUID farmId, Key key, long value) {
    sql.update(
        "insert into setting (scope, owner_id, version, chosen)"
            + " values ('farm', ?, 1, jsonb_build_object(?::text, ?::bigint))",
        farmId,
        key.word(),
        value);
  }
}
