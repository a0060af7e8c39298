package com.tokkatot.overview;

import com.tokkatot.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What was ordered on a farm, and how far its event stream had come by then: one look, because a
 * screen asks for it all the time.
 *
 * @param cursor place in the farm's event stream
 * @param last newest order of each device
 * @param open newest order of each device that nobody has answered yet
 */
record FarmCommands(
    long cursor, Map<UUID, LastCommand> last, Map<UUID, DeviceView.PendingCommand> open) {

  private static final String LOOK =
      """
      with unanswered as (
        select distinct on (device_id) device_id, id, action, state, issued_at from command
        where farm_id = ? and state in ('queued', 'sent', 'executing')
        order by device_id, issued_at desc)
      select farm.event_cursor, device.id as device_id, last.state, last.issued_at,
             unanswered.id as open_id, unanswered.action as open_action,
             unanswered.state as open_state, unanswered.issued_at as open_at
      from farm
      left join device on device.farm_id = farm.id and device.removed_at is null
      left join lateral (
        select state, issued_at from command
        where device_id = device.id order by issued_at desc limit 1) last on true
      left join unanswered on unanswered.device_id = device.id
      where farm.id = ?
      """;

  /** All devices of the farm. */
  static FarmCommands of(Sql sql, UUID farmId) {
    return read(sql, LOOK, farmId, farmId);
  }

  /** One device of it. */
  static FarmCommands of(Sql sql, UUID farmId, UUID deviceId) {
    return read(sql, LOOK + " and device.id = ?", farmId, farmId, deviceId);
  }

  private static FarmCommands read(Sql sql, String query, Object... arguments) {
    var last = new HashMap<UUID, LastCommand>();
    var open = new HashMap<UUID, DeviceView.PendingCommand>();
    var cursors =
        sql.query(
            query,
            row -> {
              enter(row, last, open);
              return row.getLong("event_cursor");
            },
            arguments);
    return new FarmCommands(cursors.isEmpty() ? 0 : cursors.get(0), last, open);
  }

  private static void enter(
      ResultSet row, Map<UUID, LastCommand> last, Map<UUID, DeviceView.PendingCommand> open)
      throws SQLException {
    var device = Sql.uuid(row, "device_id");
    if (row.getString("state") != null) {
      last.put(
          device, new LastCommand(device, row.getString("state"), Sql.instant(row, "issued_at")));
    }
    var order = Sql.uuid(row, "open_id");
    if (order != null) {
      open.put(
          device,
          new DeviceView.PendingCommand(
              order,
              row.getString("open_action"),
              row.getString("open_state"),
              Sql.instant(row, "open_at")));
    }
  }
}
