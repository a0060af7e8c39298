package com.tokkatot.command;

import com.tokkatot.shared.Invalid;
import com.tokkatot.wire.CommandAction;
import com.tokkatot.wire.CommandMessage;
import java.util.UUID;

/**
 * What a person asks of a device.
 *
 * @param commandId made by whoever asks, or null; asking twice with one id is asking once
 * @param value 0 to 100, exactly with {@code SET_VALUE}
 * @param durationMs switch off again after so long, or null
 */
public record CommandRequest(
    UUID commandId,
    CommandAction action,
    Double value,
    Long durationMs,
    CommandMessage.Priority priority) {

  /**
   * @throws Invalid naming the field that is wrong
   */
  public CommandRequest {
    if (action == CommandAction.SEQUENCE || action == CommandAction.STOP) {
      throw new Invalid("command_type", "must be on, off, toggle or set_value");
    }
    if (action == CommandAction.SET_VALUE && value == null) {
      throw new Invalid("command_params.value", "is missing for set_value");
    }
    if (value != null && action != CommandAction.SET_VALUE) {
      throw new Invalid("command_params.value", "goes with set_value only");
    }
    if (value != null && !(value >= 0 && value <= 100)) {
      throw new Invalid("command_params.value", "must be 0 to 100");
    }
    if (durationMs != null && (durationMs < 1000 || durationMs > CommandMessage.MAX_DURATION_MS)) {
      throw new Invalid("command_params.duration_ms", "must be 1000 to 7200000");
    }
    if (durationMs != null && (action == CommandAction.OFF || action == CommandAction.TOGGLE)) {
      throw new Invalid("command_params.duration_ms", "goes with on and set_value only");
    }
  }
}
