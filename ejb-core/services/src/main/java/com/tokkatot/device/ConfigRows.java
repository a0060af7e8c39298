package com.tokkatot.device;

import com.tokkatot.shared.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The table of what devices are set to, version by version. */
final class ConfigRows {

  private static final List<String> COLUMN_TYPES =
      List.of("uuid", "int8", "text", "float8", "timestamptz");

  private final Sql sql;

  ConfigRows(Sql sql) {
    this.sql = sql;
  }

  /** What is wanted now, by parameter; what nobody set is not in it. */
  Map<String, ConfigValue> now(UUID deviceId) {
    var version =
        sql.query(
            "select config_version from device where id = ?", row -> row.getLong(1), deviceId);
    var values = new HashMap<String, ConfigValue>();
    version.forEach(one -> of(deviceId, one).forEach(value -> values.put(value.name(), value)));
    return values;
  }

  /** What a version set; by name. */
  List<ConfigValue> of(UUID deviceId, long version) {
    return sql.query(
        "select * from device_config_value where device_id = ? and version = ? order by name",
        row ->
            new ConfigValue(
                row.getString("name"), row.getDouble("value"), Sql.instant(row, "calibrated_at")),
        deviceId,
        version);
  }

  /** Whether there is such a version. */
  boolean has(UUID deviceId, long version) {
    return !sql.query(
            "select 1 from device_config where device_id = ? and version = ?",
            row -> true,
            deviceId,
            version)
        .isEmpty();
  }

  /** Adds a version, which is wanted from now on. */
  void add(
      UUID deviceId,
      long version,
      Collection<ConfigValue> values,
      UUID by,
      Instant at,
      String reason) {
    sql.update(
        "insert into device_config (device_id, version, changed_by, changed_at, reason)"
            + " values (?, ?, ?, ?, ?)",
        deviceId,
        version,
        by,
        at,
        reason);
    var rows = new ArrayList<Object[]>();
    values.forEach(
        value ->
            rows.add(
                new Object[] {
                  deviceId, version, value.name(), value.value(), value.calibratedAt()
                }));
    sql.update(
        "insert into device_config_value (device_id, version, name, value, calibrated_at)"
            + " select * from unnest(?, ?, ?, ?, ?)",
        Sql.columns(COLUMN_TYPES, rows));
    sql.update("update device set config_version = ? where id = ?", version, deviceId);
  }
}
