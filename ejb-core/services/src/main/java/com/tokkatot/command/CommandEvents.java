package com.tokkatot.command;

import com.tokkatot.live.EventData;
import com.tokkatot.live.LiveEvent;
import com.tokkatot.wire.CommandResult;
import com.tokkatot.wire.StatusMessage.CommandError;
import java.time.Instant;
import java.util.UUID;

/** What clients hear about commands. */
final class CommandEvents {

  private CommandEvents() {}

  static LiveEvent status(Command command, Instant now) {
    return status(
        command.farmId(),
        command.deviceId(),
        command.id(),
        command.type(),
        command.state(),
        null,
        null,
        now);
  }

  static LiveEvent status(
      UUID farmId,
      UUID deviceId,
      UUID commandId,
      CommandType type,
      CommandState state,
      CommandResult result,
      CommandError error,
      Instant now) {
    var data =
        new EventData()
            .put("command_id", commandId)
            .put("device_id", deviceId)
            .put("command_type", type)
            .put("status", state)
            .put("result", result)
            .put("error", error);
    return LiveEvent.of(farmId, "device:command-status", data.build(), now);
  }
}
