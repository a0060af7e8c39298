package com.tokkatot.command;

import com.tokkatot.device.DeviceKind;
import com.tokkatot.live.LiveEvent;
import com.tokkatot.shared.Sql;
import com.tokkatot.wire.StatusMessage.CommandError;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Ends the open commands of devices that an emergency stop has stopped. */
@Stateless
public class StoppedCommands {

  @Inject Sql sql;

  /**
   * What was not sent is cancelled, what was has failed: {@code stopped}. In the caller's
   * transaction.
   *
   * @param nodes whose devices are all stopped
   * @param devices that are stopped besides; both null: the whole farm
   * @return what is to be told, in the order of the commands' ids
   */
  public List<LiveEvent> end(UUID farmId, List<UUID> nodes, List<UUID> devices, Instant now) {
    return sql.query(
        """
        update command set state = case when state = 'queued' then 'cancelled' else 'failed' end,
          error = 'stopped', completed_at = ?
        where id in (
          select command.id from command join device on device.id = command.device_id
          where command.farm_id = ? and command.state in ('queued', 'sent', 'executing')
            and device.kind in (%s)
            and ((?::uuid[] is null and ?::uuid[] is null)
              or device.node_id = any(?::uuid[]) or device.id = any(?::uuid[]))
          order by command.id for no key update of command)
        returning *
        """
            .formatted(DeviceKind.STOPPABLE),
        row ->
            CommandEvents.status(
                Sql.uuid(row, "farm_id"),
                Sql.uuid(row, "device_id"),
                Sql.uuid(row, "id"),
                type(row),
                Sql.word(row, "state", CommandState.class),
                null,
                CommandError.STOPPED,
                now),
        now,
        farmId,
        nodes,
        devices,
        nodes,
        devices);
  }

  private static CommandType type(ResultSet row) throws SQLException {
    var asked = row.getString("command_type");
    return CommandType.valueOf(
        (asked == null ? row.getString("action") : asked).toUpperCase(Locale.ROOT));
  }
}
