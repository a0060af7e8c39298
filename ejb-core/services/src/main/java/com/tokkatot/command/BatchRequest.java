package com.tokkatot.command;

import com.tokkatot.shared.Invalid;
import com.tokkatot.wire.CommandMessage;
import com.tokkatot.wire.CommandStep;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One order to many devices.
 *
 * @param batchId made by whoever asks, or null; asking twice with one id is asking once
 * @param deviceIds whom, unless {@code coopId} or {@code groupId} says so
 * @param coopId everything that acts in this coop, or null
 * @param groupId the devices of this group, or null
 */
public record BatchRequest(
    UUID batchId,
    List<UUID> deviceIds,
    UUID coopId,
    UUID groupId,
    CommandType type,
    Double value,
    Long durationMs,
    List<CommandStep> steps,
    CommandMessage.Priority priority) {

  /** Most devices of one batch: all that a farm may have. */
  public static final int MOST = 100;

  /**
   * @throws Invalid naming the field that is wrong
   */
  public BatchRequest {
    deviceIds = List.copyOf(deviceIds);
    if (Stream.of(!deviceIds.isEmpty(), coopId != null, groupId != null)
            .filter(Boolean::booleanValue)
            .count()
        != 1) {
      throw new Invalid("device_ids", "or coop_id or group_id must be there, only one of them");
    }
    if (deviceIds.size() > MOST) {
      throw new Invalid("device_ids", "must be at most " + MOST);
    }
    // What is wrong for every device is said at once, not a hundred times.
    command(null, type, value, durationMs, steps, priority);
  }

  /** Its part for one device. */
  CommandRequest to(UUID batch, UUID device) {
    return command(CommandBatches.partId(batch, device), type, value, durationMs, steps, priority);
  }

  private static CommandRequest command(
      UUID id,
      CommandType type,
      Double value,
      Long durationMs,
      List<CommandStep> steps,
      CommandMessage.Priority priority) {
    return new CommandRequest(id, type, value, durationMs, steps, priority);
  }
}
