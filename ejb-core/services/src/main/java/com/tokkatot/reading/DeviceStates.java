package com.tokkatot.reading;

import com.tokkatot.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What devices said of their states, each word once, in their own order. */
record DeviceStates(Sql sql) {

  private static final UUID NONE = new UUID(0, 0);

  /** One state may answer several commands; the one that is named is any of them. */
  private static final String SAID =
      """
      select min(at) as at, state, value, triggered_by, min(command_id::text)::uuid as command_id
      from device_status where device_id = ? and %s
      group by incarnation, boot, seq, state, value, triggered_by
      order by incarnation %2$s, boot %2$s, seq %2$s limit ?
      """;

  List<StateChange> of(UUID deviceId, Instant from, Instant to, int limit) {
    var changes =
        new ArrayList<>(
            sql.query(SAID.formatted("at < ?", "desc"), DeviceStates::read, deviceId, from, 1));
    changes.addAll(
        sql.query(
            SAID.formatted("at >= ? and at < ?", "asc"),
            DeviceStates::read,
            deviceId,
            from,
            to,
            limit));
    return changes;
  }

  private static StateChange read(ResultSet row) throws SQLException {
    var command = Sql.uuid(row, "command_id");
    return new StateChange(
        Sql.instant(row, "at"),
        row.getString("state"),
        row.getObject("value", Double.class),
        row.getString("triggered_by"),
        NONE.equals(command) ? null : command);
  }
}
