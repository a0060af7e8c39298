package com.tokkatot.rest.command;

import com.tokkatot.command.CommandRequest;
import com.tokkatot.rest.shared.Body;
import com.tokkatot.wire.CommandAction;
import com.tokkatot.wire.CommandMessage;
import jakarta.json.JsonValue;

/** Reads the body of a command request. */
final class CommandBody {

  private CommandBody() {}

  static CommandRequest read(JsonValue json) {
    var body = Body.of(json);
    var params = body.inside("command_params");
    return new CommandRequest(
        body.idOrNull("idempotency_key"),
        body.word("command_type", CommandAction.class),
        params.numberOrNull("value"),
        params.wholeOrNull("duration_ms"),
        body.wordOr("priority", CommandMessage.Priority.class, CommandMessage.Priority.NORMAL));
  }
}
