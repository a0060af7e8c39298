package com.tokkatot.alert;

import com.tokkatot.shared.Sql;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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

  private static final String IS_MILDER =
      "array_position(array['info', 'warning', 'critical'], severity)"
          + " < array_position(array['info', 'warning', 'critical'], ?::text)";
  private static final String NO_SENSOR =
      """
       and resolved_at is null and metric is not null
       and not exists (select 1 from alert_watch
         join alert_rule on alert_rule.id = alert_watch.rule_id
         join device on device.id = alert_watch.device_id
         where alert_watch.is_raised and device.removed_at is null
           and device.farm_id = alert.farm_id
           and coalesce(device.coop_id, device.id) = coalesce(alert.coop_id, alert.device_id)
           and alert_rule.metric || '_' || alert_rule.side = alert.type)
      """;

  private final Sql sql;
  private final InstantSource time;

  RaisedLimits(Sql sql, InstantSource time) {
    this.sql = sql;
    this.time = time;
  }

  /**
   * Raises it, opens it again, or makes it worse; nothing if it is there and as bad. It began when
   * whoever saw it first says.
   */
  List<AlertChange> raise(Beyond beyond) {
    var changed = new ArrayList<>(again(beyond));
    if (changed.isEmpty()) {
      changed.addAll(insert(beyond, null));
    }
    if (changed.isEmpty()) {
      changed.addAll(worse(beyond));
      sql.update(
          "update alert set triggered_at = ?"
              + THIS
              + " and resolved_at is null"
              + " and triggered_at > ?",
          beyond.at(),
          beyond.farmId(),
          beyond.type(),
          beyond.place(),
          beyond.at());
    }
    return changed;
  }

  private List<AlertChange> again(Beyond beyond) {
    return changed(
        AlertChange::triggered,
        "update alert set resolved_at = null, actual_value = ?, told_at = ?,"
            + " triggered_at = least(triggered_at, ?)"
            + " where id = (select id from alert"
            + THIS
            + " and resolved_at > ? order by triggered_at desc limit 1)"
            // A device that was moved may still have one of where it stood.
            + " and not exists (select 1 from alert other where other.farm_id = alert.farm_id"
            + " and other.type = alert.type and other.resolved_at is null"
            + " and (coalesce(other.coop_id, other.device_id)"
            + " = coalesce(alert.coop_id, alert.device_id) or other.device_id = alert.device_id))"
            + NAMED,
        beyond.value(),
        time.instant(),
        beyond.at(),
        beyond.farmId(),
        beyond.type(),
        beyond.place(),
        beyond.at().minus(SAME));
  }

  private List<AlertChange> insert(Beyond beyond, Instant resolvedAt) {
    return changed(
        AlertChange::triggered,
        "insert into alert (id, farm_id, coop_id, device_id, type, severity, message_key, metric,"
            + " threshold_value, actual_value, triggered_at, resolved_at,"
            + " told_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing"
            + NAMED,
        beyond.alertId(),
        beyond.farmId(),
        beyond.coopId(),
        beyond.deviceId(),
        beyond.type(),
        beyond.severity(),
        messageKey(beyond),
        beyond.metric(),
        beyond.limit(),
        beyond.value(),
        beyond.at(),
        resolvedAt,
        time.instant());
  }

  private List<AlertChange> worse(Beyond beyond) {
    return changed(
        AlertChange::triggered,
        "update alert set severity = ?, threshold_value = ?, actual_value = ?, told_at = ?,"
            // Who has seen a warning has not seen this.
            + " acknowledged_by = null, acknowledged_at = null"
            + THIS
            + " and resolved_at is null and "
            + IS_MILDER
            + NAMED,
        beyond.severity(),
        beyond.limit(),
        beyond.value(),
        time.instant(),
        beyond.farmId(),
        beyond.type(),
        beyond.place(),
        beyond.severity());
  }

  /**
   * Writes down what began and ended while nobody heard of it: a part of the alert that was there
   * then, or one of its own. Nobody is told.
   */
  void past(Beyond beyond, Instant ended) {
    var joined =
        sql.query(
            "update alert set triggered_at = least(triggered_at, ?),"
                + " resolved_at = greatest(resolved_at, case when resolved_at is null then null"
                + " else ?::timestamptz end)"
                + " where id = (select id from alert"
                + THIS
                + " and triggered_at <= ? and (resolved_at is null or resolved_at >= ?)"
                + " order by triggered_at limit 1) returning id",
            row -> Sql.uuid(row, "id"),
            beyond.at(),
            ended,
            beyond.farmId(),
            beyond.type(),
            beyond.place(),
            ended.plus(SAME),
            beyond.at().minus(SAME));
    for (var id : joined) {
      sql.update(
          "update alert set severity = ?, threshold_value = ?, actual_value = ? where id = ? and "
              + IS_MILDER,
          beyond.severity(),
          beyond.limit(),
          beyond.value(),
          id,
          beyond.severity());
    }
    if (joined.isEmpty()) {
      insert(beyond, ended);
    }
  }

  /** Resolves what no sensor of these farms is beyond any more. */
  List<AlertChange> resolve(Collection<UUID> farmIds) {
    return changed(
        AlertChange::resolved,
        "update alert set resolved_at = ? where farm_id = any(?)" + NO_SENSOR + NAMED,
        time.instant(),
        farmIds);
  }

  /**
   * The same, only of one coop, metric and side.
   *
   * @param at since when; what began later stays
   */
  List<AlertChange> resolve(Beyond beyond, Instant at) {
    return changed(
        AlertChange::resolved,
        "update alert set resolved_at = ?" + THIS + " and triggered_at <= ?" + NO_SENSOR + NAMED,
        at,
        beyond.farmId(),
        beyond.type(),
        beyond.place(),
        at);
  }

  private List<AlertChange> changed(
      Function<AlertView, AlertChange> change, String statement, Object... arguments) {
    return sql.query(statement, row -> change.apply(AlertView.read(row)), arguments);
  }

  /** For example {@code alert.waterLevelLow}. */
  private static String messageKey(Beyond beyond) {
    var key = new StringBuilder("alert.");
    var isUpper = false;
    for (var letter : beyond.metric().toCharArray()) {
      if (letter != '_') {
        key.append(isUpper ? Character.toUpperCase(letter) : letter);
      }
      isUpper = letter == '_';
    }
    return key + (beyond.side().equals("high") ? "High" : "Low");
  }
}
