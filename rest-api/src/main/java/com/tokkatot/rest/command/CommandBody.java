package com.tokkatot.rest.command;

import com.tokkatot.command.CommandRequest;
import com.tokkatot.rest.shared.Body;
import com.tokkatot.wire.CommandAction;
import com.tokkatot.wire.CommandMessage;
import jakarta.json.JsonValue;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of a command request: as the document shows it, and how it is read. */
@Schema(
    name = "CommandRequest",
    example =
        "{\"command_type\": \"on\", \"command_params\": {\"duration_ms\": 600000},"
            + " \"idempotency_key\": \"019a3c5e-7d0e-7c3b-9a51-2f1d3f0a9b10\"}")
record CommandBody(
    @Schema(
            required = true,
            enumeration = {"on", "off", "toggle", "set_value"})
        String commandType,
    CommandParams commandParams,
    @Schema(
            defaultValue = "normal",
            enumeration = {"high", "normal", "low"})
        String priority,
    @Schema(nullable = true, description = "Becomes the command's id.") UUID idempotencyKey) {

  /** How much and for how long. */
  record CommandParams(
      @Schema(description = "Percent, with set_value only.", minimum = "0", maximum = "100")
          Double value,
      @Schema(
              description = "Off again after so many milliseconds.",
              minimum = "1000",
              maximum = "7200000")
          Long durationMs) {}

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
