package com.tokkatot.alert;

import com.tokkatot.setting.Key;
import com.tokkatot.shared.Ids;
import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Raises an alert for what has been silent for as long as its farm says (half an hour, usually),
 * and resolves it when it speaks.
 */
@Stateless
public class SilenceAlerts {

  private static final String OPEN =
      "exists (select 1 from alert where alert.resolved_at is null and alert.type = ";

  @Inject Sql sql;
  @Inject InstantSource time;
  @Inject AlertNews news;

  private static final String HUBS_MINUTES = Key.OFFLINE_ALERT_MINUTES.sqlOf("hub.farm_id");

  private record Silent(AlertType type, UUID farmId, UUID nodeId, double minutes) {}

  /** One look at all farms. */
  public void look() {
    var events = new ArrayList<AlertChange>();
    events.addAll(resolve());
    for (var silent : silent()) {
      raise(silent, events);
    }
    news.tell(events);
  }

  /** Of a farm that is away the boards are not told apart: one alert, not seventeen. */
  private List<Silent> silent() {
    var now = time.instant();
    return sql.query(
        "select 'node_offline' as type, node.farm_id, node.id as node_id, "
            + HUBS_MINUTES
            + " as minutes"
            + " from node join hub on hub.farm_id = node.farm_id"
            + " join farm on farm.id = node.farm_id and farm.is_active"
            + " where hub.is_online and not node.is_online and node.removed_at is null"
            + " and node.presence_at <= ?::timestamptz - interval '1 minute' * "
            + HUBS_MINUTES
            + " and not "
            + OPEN
            + "'node_offline' and alert.node_id = node.id)"
            + " union all"
            + " select 'farm_offline', hub.farm_id, null, "
            + HUBS_MINUTES
            + " from hub"
            + " join farm on farm.id = hub.farm_id and farm.is_active"
            + " where not hub.is_online and hub.last_seen_at <= ?::timestamptz - interval '1 minute' * "
            + HUBS_MINUTES
            + " and not "
            + OPEN
            + "'farm_offline' and alert.farm_id = hub.farm_id)"
            + " order by farm_id, node_id",
        row ->
            new Silent(
                Sql.word(row, "type", AlertType.class),
                Sql.uuid(row, "farm_id"),
                Sql.uuid(row, "node_id"),
                row.getDouble("minutes")),
        now,
        now);
  }

  private void raise(Silent silent, List<AlertChange> events) {
    var raised =
        sql.query(
            "insert into alert (id, farm_id, node_id, type, severity, message_key, triggered_at,"
                + " threshold_value) values (?, ?, ?, ?, ?, ?, ?, ?)"
                // Another node of the cluster may look at the same moment.
                + " on conflict do nothing returning alert.*,"
                + " (select name from node where node.id = alert.node_id) as node_name",
            AlertView::read,
            Ids.next(time),
            silent.farmId,
            silent.nodeId,
            silent.type,
            silent.type.severity(),
            "alert." + (silent.nodeId == null ? "farmOffline" : "nodeOffline"),
            time.instant(),
            silent.minutes);
    raised.forEach(alert -> events.add(AlertChange.triggered(alert)));
  }

  private List<AlertChange> resolve() {
    return sql.query(
        """
        update alert set resolved_at = ?
        where resolved_at is null
          and ((type = 'node_offline' and exists (select 1 from node where node.id = alert.node_id
                  and (node.is_online or node.removed_at is not null)))
            or (type = 'farm_offline' and exists (select 1 from hub
                  where hub.farm_id = alert.farm_id and hub.is_online)))
        returning alert.*, (select name from node where node.id = alert.node_id) as node_name
        """,
        row -> AlertChange.resolved(AlertView.read(row)),
        time.instant());
  }
}
