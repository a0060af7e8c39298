package com.tokkatot.alert;

import com.tokkatot.rules.alert.Ages;
import com.tokkatot.rules.alert.AlertRule;
import com.tokkatot.rules.alert.Limit;
import com.tokkatot.rules.alert.PlacedRule;
import com.tokkatot.rules.alert.Scope;
import com.tokkatot.rules.alert.Severity;
import com.tokkatot.rules.alert.Side;
import com.tokkatot.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

/**
 * A rule as it is stored.
 *
 * @param farmId null: ours, for every farm
 * @param coopId null: not for one coop only
 * @param deviceId null: not for one device only
 */
record RuleRow(UUID farmId, UUID coopId, UUID deviceId, AlertRule rule) {

  /** Whether it is made for what stands there. */
  boolean isFor(Situation where) {
    return (farmId == null || farmId.equals(where.farmId()))
        && (coopId == null || coopId.equals(where.coopId()))
        && (deviceId == null || deviceId.equals(where.deviceId()));
  }

  /** As its farm's hub is told. */
  PlacedRule placed() {
    return new PlacedRule(coopId, deviceId, rule);
  }

  static RuleRow read(ResultSet row) throws SQLException {
    var farmId = Sql.uuid(row, "farm_id");
    var coopId = Sql.uuid(row, "coop_id");
    var deviceId = Sql.uuid(row, "device_id");
    return new RuleRow(
        farmId,
        coopId,
        deviceId,
        new AlertRule(
            Sql.uuid(row, "id"),
            scope(farmId, coopId, deviceId),
            new Limit(
                row.getString("metric"),
                Sql.word(row, "side", Side.class),
                row.getBoolean("from_target"),
                row.getDouble("value"),
                Sql.number(row, "margin")),
            Sql.word(row, "severity", Severity.class),
            new Ages(
                row.getObject("from_day", Integer.class), row.getObject("to_day", Integer.class)),
            Duration.ofSeconds(row.getInt("delay_s")),
            Sql.instant(row, "suppressed_until"),
            row.getBoolean("is_enabled")));
  }

  static Scope scope(UUID farmId, UUID coopId, UUID deviceId) {
    if (deviceId != null) {
      return Scope.DEVICE;
    }
    if (coopId != null) {
      return Scope.COOP;
    }
    return farmId == null ? Scope.DEFAULT : Scope.FARM;
  }
}
