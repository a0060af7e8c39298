package com.tokkatot.alert;

import com.tokkatot.rules.alert.Severity;
import com.tokkatot.rules.alert.Side;
import com.tokkatot.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * One alert rule; the parts are those of {@link AlertRuleDraft}.
 *
 * @param scope default, farm, coop or device: the narrower wins
 * @param side high or low
 * @param severity info, warning or critical
 */
public record AlertRuleView(
    UUID id,
    String scope,
    UUID coopId,
    UUID deviceId,
    String metric,
    String side,
    boolean fromTarget,
    double value,
    Double margin,
    String severity,
    Integer fromDay,
    Integer toDay,
    int delayS,
    Instant suppressedUntil,
    boolean isEnabled) {

  /** The same as people say it. */
  public AlertRuleDraft draft() {
    return new AlertRuleDraft(
        coopId,
        deviceId,
        metric,
        Side.valueOf(side.toUpperCase(Locale.ROOT)),
        fromTarget,
        value,
        margin,
        Severity.valueOf(severity.toUpperCase(Locale.ROOT)),
        fromDay,
        toDay,
        delayS,
        suppressedUntil,
        isEnabled);
  }

  static AlertRuleView read(ResultSet row) throws SQLException {
    var coopId = Sql.uuid(row, "coop_id");
    var deviceId = Sql.uuid(row, "device_id");
    return new AlertRuleView(
        Sql.uuid(row, "id"),
        RuleRow.scope(Sql.uuid(row, "farm_id"), coopId, deviceId).name().toLowerCase(Locale.ROOT),
        coopId,
        deviceId,
        row.getString("metric"),
        row.getString("side"),
        row.getBoolean("from_target"),
        row.getDouble("value"),
        Sql.number(row, "margin"),
        row.getString("severity"),
        row.getObject("from_day", Integer.class),
        row.getObject("to_day", Integer.class),
        row.getInt("delay_s"),
        Sql.instant(row, "suppressed_until"),
        row.getBoolean("is_enabled"));
  }
}
