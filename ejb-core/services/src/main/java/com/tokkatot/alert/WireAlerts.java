package com.tokkatot.alert;

import com.tokkatot.shared.Ids;
import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Alerts of broken emergency stop loops. The hub says which are broken, again and again. In the
 * caller's transaction.
 */
@Stateless
public class WireAlerts {

  @Inject Sql sql;
  @Inject InstantSource time;
  @Inject AlertNews news;

  /**
   * Takes the whole picture of a farm: raises what is new and resolves what is whole again.
   *
   * @param nodes boards whose loop is broken; those that are not of the farm are left out
   */
  public void heard(UUID farmId, Collection<UUID> nodes) {
    var events = new ArrayList<AlertChange>(resolve(farmId, nodes));
    if (!nodes.isEmpty()) {
      events.addAll(raise(farmId, nodes));
    }
    news.tell(events);
  }

  private List<AlertChange> raise(UUID farmId, Collection<UUID> nodes) {
    var raised = new ArrayList<AlertChange>();
    for (var node : nodes) {
      raised.addAll(
          sql.query(
              "insert into alert (id, farm_id, node_id, type, severity, message_key, triggered_at)"
                  + " select ?, farm_id, id, ?, ?, 'alert.wireBroken', ?"
                  + " from node where id = ? and farm_id = ?"
                  + " on conflict do nothing returning alert.*,"
                  + " (select name from node where node.id = alert.node_id) as node_name",
              row -> AlertChange.triggered(AlertView.read(row)),
              Ids.next(time),
              AlertType.WIRE_BROKEN,
              AlertType.WIRE_BROKEN.severity(),
              time.instant(),
              node,
              farmId));
    }
    return raised;
  }

  private List<AlertChange> resolve(UUID farmId, Collection<UUID> broken) {
    return sql.query(
        "update alert set resolved_at = ? where farm_id = ? and type = ? and resolved_at is null"
            + " and not node_id = any(?::uuid[]) returning alert.*,"
            + " (select name from node where node.id = alert.node_id) as node_name",
        row -> AlertChange.resolved(AlertView.read(row)),
        time.instant(),
        farmId,
        AlertType.WIRE_BROKEN,
        broken);
  }
}
