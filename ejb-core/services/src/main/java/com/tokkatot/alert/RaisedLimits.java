package com.tokkatot.alert;

import com.tokkatot.rules.alert.AlertRule;
import com.tokkatot.rules.alert.Side;
import com.tokkatot.shared.Ids;
import com.tokkatot.shared.Sql;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;

/**
 * Alerts of readings, as people see them: one for each coop, metric and side, whatever sensors and
 * rules say it; as bad as the worst of them was, until all are well. In the caller's transaction.
 */
final class RaisedLimits {

  /** What comes back so soon was never away: the same alert, not the next. */
  static final Duration SAME = Duration.ofMinutes(10);

  private static final String NAMED =
      " returning alert.*, (select name from node where node.id = alert.node_id) as node_name";
  private static final String THIS =
      " where farm_id = ? and type = ? and coalesce(coop_id, device_id) = ? and metric is not null";

  private final Sql sql;
  private final InstantSource time;

  RaisedLimits(Sql sql, InstantSource time) {
    this.sql = sql;
    this.time = time;
  }

  /** A reading that has been beyond a limit for long enough. */
  record Beyond(Situation where, AlertRule rule, double limit, double value) {

    String type() {
      return rule.limit().metric() + "_" + rule.limit().side().name().toLowerCase(Locale.ROOT);
    }

    UUID place() {
      return where.coopId() == null ? where.deviceId() : where.coopId();
    }
  }

  /** Raises it, opens it again, or makes it worse; nothing if it is there and as bad. */
  List<AlertChange> raise(Beyond beyond) {
    var changed = new ArrayList<>(again(beyond));
    if (changed.isEmpty()) {
      changed.addAll(insert(beyond));
    }
    if (changed.isEmpty()) {
      changed.addAll(worse(beyond));
    }
    return changed;
  }

  private List<AlertChange> again(Beyond beyond) {
    return changed(
        AlertChange::triggered,
        "update alert set resolved_at = null, actual_value = ?"
            + " where id = (select id from alert"
            + THIS
            + " and resolved_at > ? order by triggered_at desc limit 1)"
            // A device that was moved may still have one of where it stood.
            + " and not exists (select 1 from alert other where other.farm_id = alert.farm_id"
            + " and other.type = alert.type and other.resolved_at is null"
            + " and (coalesce(other.coop_id, other.device_id)"
            + " = coalesce(alert.coop_id, alert.device_id) or other.device_id = alert.device_id))"
            + NAMED,
        beyond.value,
        beyond.where.farmId(),
        beyond.type(),
        beyond.place(),
        time.instant().minus(SAME));
  }

  private List<AlertChange> insert(Beyond beyond) {
    return changed(
        AlertChange::triggered,
        "insert into alert (id, farm_id, coop_id, device_id, type, severity, message_key, metric,"
            + " threshold_value, actual_value, triggered_at)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing"
            + NAMED,
        Ids.next(time),
        beyond.where.farmId(),
        beyond.where.coopId(),
        beyond.where.deviceId(),
        beyond.type(),
        beyond.rule.severity(),
        messageKey(beyond.rule),
        beyond.rule.limit().metric(),
        beyond.limit,
        beyond.value,
        time.instant());
  }

  private List<AlertChange> worse(Beyond beyond) {
    return changed(
        AlertChange::triggered,
        "update alert set severity = ?::text, threshold_value = ?, actual_value = ?,"
            // Who has seen a warning has not seen this.
            + " acknowledged_by = null, acknowledged_at = null"
            + THIS
            + " and resolved_at is null and array_position(array['info', 'warning', 'critical'],"
            + " severity) < array_position(array['info', 'warning', 'critical'], ?::text)"
            + NAMED,
        beyond.rule.severity(),
        beyond.limit,
        beyond.value,
        beyond.where.farmId(),
        beyond.type(),
        beyond.place(),
        beyond.rule.severity());
  }

  /** Resolves what no sensor of these farms is beyond any more. */
  List<AlertChange> resolve(Collection<UUID> farmIds) {
    return changed(
        AlertChange::resolved,
        """
        update alert set resolved_at = ?
        where farm_id = any(?) and resolved_at is null and metric is not null
          and not exists (select 1 from alert_watch
            join alert_rule on alert_rule.id = alert_watch.rule_id
            join device on device.id = alert_watch.device_id
            where alert_watch.is_raised and device.removed_at is null
              and device.farm_id = alert.farm_id
              and coalesce(device.coop_id, device.id) = coalesce(alert.coop_id, alert.device_id)
              and alert_rule.metric || '_' || alert_rule.side = alert.type)
        """
            + NAMED,
        time.instant(),
        farmIds);
  }

  private List<AlertChange> changed(
      Function<AlertView, AlertChange> change, String statement, Object... arguments) {
    return sql.query(statement, row -> change.apply(AlertView.read(row)), arguments);
  }

  /** For example {@code alert.waterLevelLow}. */
  private static String messageKey(AlertRule rule) {
    var key = new StringBuilder("alert.");
    var isUpper = false;
    for (var letter : rule.limit().metric().toCharArray()) {
      if (letter != '_') {
        key.append(isUpper ? Character.toUpperCase(letter) : letter);
      }
      isUpper = letter == '_';
    }
    return key + (rule.limit().side() == Side.HIGH ? "High" : "Low");
  }
}
