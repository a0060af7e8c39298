package com.tokkatot.overview;

import com.tokkatot.device.Device;
import com.tokkatot.reading.StoredReading;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * A device as clients see it.
 *
 * @param manualUntil until when a person's order keeps schedules away; past or null: none does
 * @param isStopped whether an emergency stop holds it: it takes no commands
 * @param pendingCommand the newest order nobody has answered yet, or null
 * @param model profile of its board
 * @param location where it stands, in people's words, or null
 * @param firmwareVersion what its board runs, or null if that never spoke
 * @param lastHeartbeat when its board was last known alive, or found silent; or null
 * @param batteryLevel percent, or null: no board of ours has a battery yet
 * @param lastCommandStatus what became of its newest command, or null
 * @param readings newest value of each metric; empty for actuators
 */
public record DeviceView(
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
    boolean isStopped,
    PendingCommand pendingCommand,
    String model,
    String location,
    String firmwareVersion,
    Instant lastHeartbeat,
    Double batteryLevel,
    String lastCommandStatus,
    Instant createdAt,
    List<ReadingView> readings) {

  /** An order on its way. */
  public record PendingCommand(UUID commandId, String action, String state, Instant requestedAt) {}

  /** One measured value; {@code unit} is a UCUM or SenML code. */
  public record ReadingView(
      String metric, double value, String unit, String quality, Instant timestamp) {

    /** The same reading without its device. */
    public static ReadingView of(StoredReading reading) {
      return new ReadingView(
          reading.metric(),
          reading.value(),
          reading.unit(),
          word(reading.quality()),
          reading.timestamp());
    }
  }

  static DeviceView of(
      Device device, PendingCommand open, LastCommand last, List<StoredReading> readings) {
    return new DeviceView(
        device.id(),
        device.farmId(),
        device.coopId(),
        device.coopName(),
        device.nodeId(),
        device.name(),
        word(device.kind()),
        device.type(),
        device.isOnline(),
        word(device.state()),
        device.value(),
        device.stateAt(),
        word(device.triggeredBy()),
        device.offAt(),
        device.manualUntil(),
        device.isStopped(),
        open,
        device.board().model(),
        device.location(),
        device.board().firmwareVersion(),
        device.board().lastHeardAt(),
        null,
        last == null ? null : last.state(),
        device.createdAt(),
        readings.stream().map(ReadingView::of).toList());
  }

  static String word(Enum<?> value) {
    return value == null ? null : value.name().toLowerCase(Locale.ROOT);
  }
}
