package com.tokkatot.device;

import com.tokkatot.shared.Sql;
import com.tokkatot.wire.StatusMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/**
 * Every status once, whichever road it came by: live, again, or hours later out of a journal. In
 * the caller's transaction, which holds the devices' rows.
 */
final class StatusHistory {

  private static final UUID NONE = new UUID(0, 0);

  private static final List<String> COLUMN_TYPES =
      List.of(
          "uuid",
          "int8",
          "int8",
          "int8",
          "uuid",
          "timestamptz",
          "text",
          "float8",
          "text",
          "text",
          "text");

  private StatusHistory() {}

  private record Key(UUID deviceId, long incarnation, long boot, long seq, UUID commandId) {

    static Key of(StatusMessage status) {
      return new Key(
          status.deviceId(),
          status.order().incarnation(),
          status.order().boot(),
          status.order().seq(),
          status.commandId() == null ? NONE : status.commandId());
    }
  }

  /** Writes them down; returns those that were never said before, in the same order. */
  static List<StatusMessage> add(Sql sql, Collection<StatusMessage> statuses) {
    if (statuses.isEmpty()) {
      return List.of();
    }
    var added =
        new HashSet<>(
            sql.query(
                """
                insert into device_status (device_id, incarnation, boot, seq, command_id, at, state,
                  value, triggered_by, result, error)
                select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict do nothing returning device_id, incarnation, boot, seq, command_id
                """,
                row ->
                    new Key(
                        Sql.uuid(row, "device_id"),
                        row.getLong("incarnation"),
                        row.getLong("boot"),
                        row.getLong("seq"),
                        Sql.uuid(row, "command_id")),
                Sql.columns(COLUMN_TYPES, statuses.stream().map(StatusHistory::row).toList())));
    var fresh = new ArrayList<StatusMessage>(added.size());
    for (var status : statuses) {
      if (added.remove(Key.of(status))) {
        fresh.add(status);
      }
    }
    return fresh;
  }

  private static Object[] row(StatusMessage status) {
    var key = Key.of(status);
    return new Object[] {
      key.deviceId,
      key.incarnation,
      key.boot,
      key.seq,
      key.commandId,
      status.timestamp(),
      status.state(),
      status.value(),
      status.triggeredBy(),
      status.result(),
      status.error()
    };
  }
}
