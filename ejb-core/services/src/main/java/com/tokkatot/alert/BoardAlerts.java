package com.tokkatot.alert;

import com.tokkatot.alert.ThingAlerts.Thing;
import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Alerts of boards that start again and again, of those that hardly hear the farm's network, and of
 * those that live on their battery. All go on for a while, and are worth a look before they do no
 * more.
 */
@Stateless
public class BoardAlerts {

  /** So many starts within {@link #WHILE}: one may be a power cut, these are not. */
  static final int OFTEN = 3;

  static final Duration WHILE = Duration.ofHours(1);

  /** dBm, by which messages are lost; and by which they are not any more. */
  static final int WEAK = -88;

  static final int STRONG = -80;

  /** A plug that was pulled for a moment is nothing. */
  static final Duration ON_BATTERY = Duration.ofMinutes(2);

  /**
   * mV of a single lithium-ion cell: full at 4,200 and empty at 3,000, below this it falls fast,
   * and a board may be gone within the hour.
   */
  static final int LOW = 3500;

  /** mV; a cell recovers a little when less is asked of it, and is as empty as before. */
  static final int ENOUGH = 3600;

  private static final String BOARDS =
      "select node.id, node.farm_id from node"
          + " join hub on hub.farm_id = node.farm_id and hub.is_online"
          + " join farm on farm.id = node.farm_id and farm.is_active"
          + " where node.removed_at is null and ";

  private static final String IS_TOLD =
      "exists (select 1 from alert where alert.node_id = node.id and alert.type = ?"
          + " and alert.resolved_at is null) and ";

  private static final String STARTS =
      "(select coalesce(sum(starts), 0) from node_start where node_start.node_id = node.id"
          + " and node_start.incarnation = node.incarnation and node_start.at > ?)";

  @Inject Sql sql;
  @Inject InstantSource time;
  @Inject AlertNews news;

  /** One look at all farms whose hub is there: of the others nobody knows anything new. */
  public void look() {
    var since = time.instant().minus(WHILE);
    var changes = new ArrayList<AlertChange>();
    raise(changes, AlertType.NODE_RESTARTS, "alert.nodeRestarts", STARTS + " >= " + OFTEN, since);
    end(changes, AlertType.NODE_RESTARTS, STARTS + " = 0", since);
    raise(changes, AlertType.NODE_WEAK, "alert.nodeWeak", "node.is_online and rssi_dbm <= " + WEAK);
    end(changes, AlertType.NODE_WEAK, "node.is_online and rssi_dbm >= " + STRONG);
    raise(
        changes,
        AlertType.MAINS_LOST,
        "alert.mainsLost",
        "node.is_online and on_battery_since <= ?",
        time.instant().minus(ON_BATTERY));
    end(changes, AlertType.MAINS_LOST, "node.is_online and on_battery_since is null");
    raise(
        changes,
        AlertType.BATTERY_LOW,
        "alert.batteryLow",
        "node.is_online and power is distinct from 'mains' and battery_mv < " + LOW);
    end(
        changes,
        AlertType.BATTERY_LOW,
        "node.is_online and (power = 'mains' or battery_mv is null or battery_mv >= "
            + ENOUGH
            + ")");
    changes.addAll(gone());
    news.tell(changes);
    forget();
  }

  private void raise(
      List<AlertChange> changes, AlertType type, String key, String isIll, Object... values) {
    var alerts = new ThingAlerts(sql, time);
    boards("not " + IS_TOLD + isIll, type, values)
        .forEach(board -> changes.addAll(alerts.raise(board, type, key)));
  }

  private void end(List<AlertChange> changes, AlertType type, String isWell, Object... values) {
    var alerts = new ThingAlerts(sql, time);
    boards(IS_TOLD + isWell, type, values)
        .forEach(board -> changes.addAll(alerts.end(board, List.of(type))));
  }

  private List<Thing> boards(String condition, AlertType type, Object... values) {
    var arguments = new ArrayList<Object>(List.of(type));
    Collections.addAll(arguments, values);
    return sql.query(
        BOARDS + condition + " order by node.id",
        row -> Thing.board(Sql.uuid(row, "farm_id"), Sql.uuid(row, "id")),
        arguments.toArray());
  }

  private List<AlertChange> gone() {
    return sql.query(
        "update alert set resolved_at = ? where resolved_at is null and type in ('node_restarts',"
            + " 'node_weak', 'mains_lost', 'battery_low') and exists (select 1 from node where"
            + " node.id = alert.node_id and node.removed_at is not null)"
            + ThingAlerts.NAMED,
        row -> AlertChange.resolved(AlertView.read(row)),
        time.instant());
  }

  /** All but the last start of each board, which the next is counted from. */
  private void forget() {
    sql.update(
        "delete from node_start where at <= ? and exists (select 1 from node_start newer"
            + " where newer.node_id = node_start.node_id"
            + " and (newer.incarnation, newer.boot) > (node_start.incarnation, node_start.boot))",
        time.instant().minus(WHILE));
  }
}
