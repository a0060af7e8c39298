package com.tokkatot.command;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A command in the list of its farm: as {@link CommandView}, with its device's name.
 *
 * @param deviceName as it is called now, or was when it was removed
 */
public record FarmCommandView(
    UUID commandId,
    UUID deviceId,
    String deviceName,
    UUID farmId,
    String commandType,
    Map<String, Object> commandParams,
    String priority,
    String status,
    UUID requestedBy,
    Instant requestedAt,
    Instant expiresAt,
    Instant sentAt,
    Instant completedAt,
    CommandView.DeviceResponse deviceResponse) {

  static FarmCommandView of(CommandView command, String deviceName) {
    return new FarmCommandView(
        command.commandId(),
        command.deviceId(),
        deviceName,
        command.farmId(),
        command.commandType(),
        command.commandParams(),
        command.priority(),
        command.status(),
        command.requestedBy(),
        command.requestedAt(),
        command.expiresAt(),
        command.sentAt(),
        command.completedAt(),
        command.deviceResponse());
  }
}
