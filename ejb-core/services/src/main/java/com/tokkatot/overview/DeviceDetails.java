package com.tokkatot.overview;

import com.tokkatot.device.Device;
import com.tokkatot.reading.RollingAverages;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Everything about one device: what {@link DeviceView} says, and what only its own page shows.
 *
 * @param manualUntil until when a person's order keeps schedules away; past or null: none does
 * @param averages of each metric of a sensor, up to now; empty for actuators
 * @param hardwareId of its board
 * @param channel which output or input of the board, or null
 * @param isActive true: who is not was removed, and is not found
 * @param lastCommandAt when its newest command was asked for, or null
 * @param signalStrength dBm, or null: hubs do not pass it on yet
 */
public record DeviceDetails(
    UUID id,
    UUID farmId,
    UUID coopId,
    String coopName,
    UUID nodeId,
    String name,
    String kind,
    String type,
    boolean isOnline,
    String state,
    Double value,
    Instant stateAt,
    String triggeredBy,
    Instant offAt,
    Instant manualUntil,
    DeviceView.PendingCommand pendingCommand,
    String model,
    String location,
    String firmwareVersion,
    Instant lastHeartbeat,
    Double batteryLevel,
    String lastCommandStatus,
    Instant createdAt,
    List<DeviceView.ReadingView> readings,
    List<RollingAverages> averages,
    String hardwareId,
    Integer channel,
    boolean isActive,
    Instant lastCommandAt,
    Long signalStrength,
    Instant updatedAt) {

  static DeviceDetails of(
      DeviceView view, Device device, LastCommand last, List<RollingAverages> averages) {
    return new DeviceDetails(
        view.id(),
        view.farmId(),
        view.coopId(),
        view.coopName(),
        view.nodeId(),
        view.name(),
        view.kind(),
        view.type(),
        view.isOnline(),
        view.state(),
        view.value(),
        view.stateAt(),
        view.triggeredBy(),
        view.offAt(),
        view.manualUntil(),
        view.pendingCommand(),
        view.model(),
        view.location(),
        view.firmwareVersion(),
        view.lastHeartbeat(),
        view.batteryLevel(),
        view.lastCommandStatus(),
        view.createdAt(),
        view.readings(),
        averages,
        device.board().hardwareId(),
        device.channel(),
        true,
        last == null ? null : last.issuedAt(),
        null,
        device.updatedAt());
  }
}
