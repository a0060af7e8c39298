package com.tokkatot.rest.command;

import com.tokkatot.command.CommandRequest;
import com.tokkatot.command.CommandType;
import com.tokkatot.rest.shared.Body;
import com.tokkatot.wire.CommandMessage;
import com.tokkatot.wire.CommandStep;
import jakarta.json.JsonValue;
import java.util.List;
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
            enumeration = {
              "on",
              "off",
              "toggle",
              "set_value",
              "set_speed",
              "set_angle",
              "sequence",
              "release"
            })
        String commandType,
    CommandParams commandParams,
    @Schema(
            defaultValue = "normal",
            enumeration = {"high", "normal", "low"})
        String priority,
    @Schema(nullable = true, description = "Becomes the command's id.") UUID idempotencyKey) {

  /** How much and for how long. */
  record CommandParams(
      @Schema(
              description =
                  "Percent with set_value and set_speed, degrees (to 180) with set_angle.",
              minimum = "0",
              maximum = "180")
          Double value,
      @Schema(
              description = "Off again after so many milliseconds.",
              minimum = "1000",
              maximum = "7200000")
          Long durationMs,
      @Schema(
              description =
                  "With sequence only: one after the other, together less than an hour; then it"
                      + " rests.",
              maxItems = CommandStep.MOST)
          List<Step> steps) {}

  /** One step: on, off or a percentage, for so long. */
  record Step(
      @Schema(enumeration = {"on", "off"}) String action,
      @Schema(description = "Instead of action.", minimum = "0", maximum = "100") Double value,
      @Schema(required = true, minimum = "1", maximum = "3600") Long durationS) {}

  private enum StepAction {
    ON,
    OFF
  }

  static CommandRequest read(JsonValue json) {
    var body = Body.of(json);
    var params = body.inside("command_params");
    var type = body.word("command_type", CommandType.class);
    return new CommandRequest(
        body.idOrNull("idempotency_key"),
        type,
        params.numberOrNull("value"),
        params.wholeOrNull("duration_ms"),
        stepsOrNull(params),
        body.wordOr("priority", CommandMessage.Priority.class, CommandMessage.Priority.NORMAL));
  }

  static List<CommandStep> stepsOrNull(Body params) {
    return params.has("steps") ? steps(params) : null;
  }

  private static List<CommandStep> steps(Body params) {
    return params.each("steps", CommandStep.MOST).stream().map(CommandBody::step).toList();
  }

  private static CommandStep step(Body step) {
    var seconds = step.wholeOrNull("duration_s");
    if (seconds == null || seconds < 1 || seconds > CommandStep.MAX_DURATION_S) {
      throw step.wrong("duration_s", "must be 1 to 3600");
    }
    var value = step.numberOrNull("value");
    if (step.has("action") == (value != null)) {
      throw step.wrong("action", "or value must be there, and only one of them");
    }
    if (value == null) {
      value = step.word("action", StepAction.class) == StepAction.ON ? 100.0 : 0.0;
    }
    if (!(value >= 0 && value <= 100)) {
      throw step.wrong("value", "must be 0 to 100");
    }
    return new CommandStep(value, seconds);
  }
}
