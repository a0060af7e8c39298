package com.tokkatot.rest.command;

import com.tokkatot.command.BatchRequest;
import com.tokkatot.command.CommandRequest;
import com.tokkatot.command.CommandType;
import com.tokkatot.shared.Body;
import com.tokkatot.wire.CommandMessage;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of a batch: as the document shows it, and how it is read. */
@Schema(
    name = "BatchCommandRequest",
    example =
        "{\"device_ids\": [\"019a3c5e-7d0e-7c3b-9a51-2f1d3f0a9b10\"], \"command_type\": \"off\"}")
record BatchBody(
    @Schema(nullable = true, description = "Whom.", maxItems = BatchRequest.MOST)
        List<UUID> deviceIds,
    @Schema(nullable = true, description = "Instead of device_ids: everything that acts there.")
        UUID coopId,
    @Schema(nullable = true, description = "Instead of device_ids: the devices of this group.")
        UUID groupId,
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
    CommandBody.CommandParams commandParams,
    @Schema(
            defaultValue = "normal",
            enumeration = {"high", "normal", "low"})
        String priority,
    @Schema(nullable = true, description = "Becomes the batch's id.") UUID idempotencyKey) {

  static BatchRequest read(JsonValue json) {
    var body = Body.of(json);
    var params = body.inside("command_params");
    return new BatchRequest(
        body.idOrNull("idempotency_key"),
        body.ids("device_ids", BatchRequest.MOST),
        body.idOrNull("coop_id"),
        body.idOrNull("group_id"),
        body.word("command_type", CommandType.class),
        params.numberOrNull("value"),
        params.wholeOrNull("duration_ms"),
        CommandRequest.stepsOrNull(params),
        body.wordOr("priority", CommandMessage.Priority.class, CommandMessage.Priority.NORMAL));
  }
}
