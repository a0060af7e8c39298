package com.tokkatot.alert;

import com.tokkatot.shared.Ids;
import com.tokkatot.shared.Sql;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Alerts about boards and devices, of which each type is there once or not at all. In the caller's
 * transaction.
 */
record ThingAlerts(Sql sql, InstantSource time) {

  static final String NAMED =
      " returning alert.*, (select name from node where node.id = alert.node_id) as node_name";

  /**
   * What an alert is about.
   *
   * @param nodeId null: a device
   * @param deviceId null: a board
   */
  record Thing(UUID farmId, UUID nodeId, UUID deviceId) {

    static Thing board(UUID farmId, UUID nodeId) {
      return new Thing(farmId, nodeId, null);
    }

    static Thing device(UUID farmId, UUID deviceId) {
      return new Thing(farmId, null, deviceId);
    }

    private UUID id() {
      return deviceId == null ? nodeId : deviceId;
    }
  }

  /**
   * Raises one; nothing if it is there.
   *
   * @param reason why, as a code, or null
   * @param at since when
   */
  List<AlertChange> raise(
      Thing thing, AlertType type, String severity, String messageKey, String reason, Instant at) {
    return sql.query(
        "insert into alert (id, farm_id, node_id, device_id, type, severity, message_key, reason,"
            + " triggered_at, told_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " on conflict do nothing"
            + NAMED,
        row -> AlertChange.triggered(AlertView.read(row)),
        Ids.next(time),
        thing.farmId,
        thing.nodeId,
        thing.deviceId,
        type,
        severity,
        messageKey,
        reason,
        at,
        time.instant());
  }

  /** The same, as bad as its type is, since now. */
  List<AlertChange> raise(Thing thing, AlertType type, String messageKey) {
    return raise(thing, type, type.severity(), messageKey, null, time.instant());
  }

  /** Ends those of these types that are there about it. */
  List<AlertChange> end(Thing thing, Collection<AlertType> types) {
    return sql.query(
        "update alert set resolved_at = ? where farm_id = ? and coalesce(device_id, node_id) = ?"
            + " and type = any(string_to_array(?, ',')) and resolved_at is null"
            + NAMED,
        row -> AlertChange.resolved(AlertView.read(row)),
        time.instant(),
        thing.farmId,
        thing.id(),
        types.stream().map(AlertType::word).collect(Collectors.joining(",")));
  }
}
