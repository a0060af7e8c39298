package com.tokkatot.alert;

import com.tokkatot.shared.Ids;
import com.tokkatot.shared.Sql;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** Alerts about a farm as a whole, of which each type is there once or not at all. */
record FarmAlerts(Sql sql, InstantSource time) {

  /** For what {@link AlertView} reads: a farm's alert names no node. */
  static final String NAMED = " returning alert.*, null::text as node_name";

  /** Raises one; nothing if it is there. */
  List<AlertChange> raise(UUID farmId, AlertType type, String messageKey) {
    return sql.query(
        "insert into alert (id, farm_id, type, severity, message_key, triggered_at)"
            + " values (?, ?, ?, ?, ?, ?) on conflict do nothing"
            + NAMED,
        row -> AlertChange.triggered(AlertView.read(row)),
        Ids.next(time),
        farmId,
        type,
        type.severity(),
        messageKey,
        time.instant());
  }

  /** Ends the one that is there; nothing if none is. */
  List<AlertChange> end(UUID farmId, AlertType type) {
    return sql.query(
        "update alert set resolved_at = ?"
            + " where farm_id = ? and type = ? and resolved_at is null"
            + NAMED,
        row -> AlertChange.resolved(AlertView.read(row)),
        time.instant(),
        farmId,
        type);
  }
}
