package com.tokkatot.command;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A command as clients see it.
 *
 * @param commandParams {@code value}, {@code duration_ms}, {@code steps}; empty when there are none
 * @param deviceResponse how it ended at the device, or null
 */
public record CommandView(
    UUID commandId,
    UUID deviceId,
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
    DeviceResponse deviceResponse) {

  /**
   * The device's own answer.
   *
   * @param status completed, failed, rejected or unsure
   * @param error why not, or null
   */
  public record DeviceResponse(String status, String error) {}
}
