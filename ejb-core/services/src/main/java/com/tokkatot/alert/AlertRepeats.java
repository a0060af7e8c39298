package com.tokkatot.alert;

import com.tokkatot.setting.Key;
import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.InstantSource;

/**
 * Tells again what is critical and nobody has seen, until somebody has, or it is over, as often as
 * the farm has set. Source: decisions.md D11, "alarms escalate in the app".
 */
@Stateless
public class AlertRepeats {

  private static final String MINUTES = Key.REALERT_MINUTES.sqlOf("alert.farm_id");

  @Inject Sql sql;
  @Inject InstantSource time;
  @Inject AlertNews news;

  /** One look at all farms; another node of the cluster may look at the same moment. */
  public void look() {
    var now = time.instant();
    news.tell(
        sql.query(
            """
            update alert set told_at = ?
            where id in (select alert.id from alert
              join farm on farm.id = alert.farm_id and farm.is_active
              where alert.resolved_at is null and alert.acknowledged_at is null
                and alert.severity = 'critical'
                and coalesce(alert.told_at, alert.triggered_at)
                  <= ?::timestamptz - interval '1 minute' * %s
              order by alert.id for no key update of alert skip locked)
            returning alert.*, (select name from node where node.id = alert.node_id) as node_name
            """
                .formatted(MINUTES),
            row -> new AlertChange(AlertChange.Kind.REPEATED, AlertView.read(row)),
            now,
            now));
  }
}
