package com.tokkatot.schedule;

import com.tokkatot.audit.Origin;
import com.tokkatot.command.CommandRequest;
import com.tokkatot.command.CommandView;
import com.tokkatot.command.Commands;
import com.tokkatot.farm.Member;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Orders that are only written down; nobody sends them. Those to stopped devices are refused. */
final class WrittenOrders extends Commands {

  final List<CommandRequest> asked = new ArrayList<>();
  final List<UUID> stopped = new ArrayList<>();
  private final Sql sql;
  private final SettableTime time;

  WrittenOrders(Sql sql, SettableTime time) {
    this.sql = sql;
    this.time = time;
  }

  @Override
  public CommandView request(Member member, UUID deviceId, CommandRequest request, Origin origin) {
    if (stopped.contains(deviceId)) {
      throw new Conflict("EMERGENCY_STOP_ACTIVE", "an emergency stop holds this device");
    }
    asked.add(request);
    sql.update(
        "insert into command (id, farm_id, device_id, action, source, priority, state, issued_at,"
            + " expires_at, sends) values (?, ?, ?, 'on', 'user', 'high', 'sent', ?, ?, 1)"
            + " on conflict do nothing",
        request.commandId(),
        member.farmId(),
        deviceId,
        time.instant(),
        time.instant().plusSeconds(300));
    return null;
  }

  void end(UUID id, String state, String error) {
    sql.update(
        "update command set state = ?, error = ?, completed_at = ? where id = ?",
        state,
        error,
        time.instant(),
        id);
  }
}
