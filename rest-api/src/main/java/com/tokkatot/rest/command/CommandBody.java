package com.tokkatot.rest.command;

import com.tokkatot.wire.CommandStep;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of a command request, as the document shows it. */
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
}
