package com.tokkatot.wire;

import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What an actuator is now and why, on {@code farm/{farm}/devices/{device}/status}. The device is
 * right about its own state. Source: WIRE.md 3.2.
 *
 * @param timestamp when it happened, the node's clock
 * @param value 0 to 100, or null where only on and off exist
 * @param previousState state before, or null when not known
 * @param commandId the command that it answers, or null
 * @param result how that command ended; set exactly when {@code commandId} is
 * @param error invalid_command, expired, interlock, hardware, jam, overload, sensor or stopped
 * @param offAt when it will switch off by itself, or null
 * @param replayed true for a stored message sent late: it never overwrites a newer one
 */
public record StatusMessage(
    UUID deviceId,
    Instant timestamp,
    OrderKey order,
    DeviceState state,
    Double value,
    DeviceState previousState,
    Trigger triggeredBy,
    UUID commandId,
    CommandResult result,
    CommandError error,
    Instant offAt,
    boolean replayed) {

  private static final JsonBuilderFactory BUILDERS = Json.createBuilderFactory(Map.of());

  /** Why the state is what it is. */
  public enum Trigger {
    COMMAND,
    SCHEDULE,
    CONDITION,
    BUTTON,
    EMERGENCY_STOP,
    LIFE,
    FAILSAFE,
    BOOT
  }

  /** Why a command did not do what it asked. */
  public enum CommandError {
    INVALID_COMMAND,
    EXPIRED,
    INTERLOCK,
    HARDWARE,
    JAM,
    OVERLOAD,
    SENSOR,
    STOPPED
  }

  public StatusMessage {
    if (commandId != null && result == null) {
      throw new WireFormatException("result", "is missing beside command_id");
    }
    if (value != null && !(value >= 0 && value <= 100)) {
      throw new WireFormatException("value", "must be 0 to 100, was " + value);
    }
  }

  /**
   * @throws WireFormatException naming the first field that is missing or wrong
   */
  public static StatusMessage read(byte[] payload) {
    return read(WireReader.of(payload));
  }

  static StatusMessage read(WireReader in) {
    return new StatusMessage(
        in.uuid("device_id"),
        in.instant("timestamp"),
        OrderKey.read(in),
        in.word("state", DeviceState.class),
        in.numberOrNull("value"),
        in.wordOrNull("previous_state", DeviceState.class),
        in.word("triggered_by", Trigger.class),
        in.uuidOrNull("command_id"),
        in.wordOrNull("result", CommandResult.class),
        in.wordOrNull("error", CommandError.class),
        in.instantOrNull("off_at"),
        in.flagOrFalse("replayed"));
  }

  /** UTF-8 JSON. */
  public byte[] toBytes() {
    return write().toBytes();
  }

  WireWriter write() {
    var out = new WireWriter().put("device_id", deviceId).put("timestamp", timestamp);
    order.write(out);
    out.put("state", state)
        .put("value", value)
        .put("previous_state", previousState)
        .put("triggered_by", triggeredBy)
        .put("command_id", commandId)
        .put("result", result)
        .put("error", error)
        .put("off_at", offAt);
    return replayed ? out.put("replayed", true) : out;
  }

  /** As one of many in a digest: what is null is left out. */
  JsonObject brief() {
    var out = BUILDERS.createObjectBuilder();
    write()
        .toJson()
        .forEach(
            (field, value) -> {
              if (value != JsonValue.NULL) {
                out.add(field, value);
              }
            });
    return out.build();
  }

  /** The same, told late out of a store. */
  public StatusMessage late() {
    return new StatusMessage(
        deviceId,
        timestamp,
        order,
        state,
        value,
        previousState,
        triggeredBy,
        commandId,
        result,
        error,
        offAt,
        true);
  }

  /** The same state, answering another command than the one it was made for. */
  public StatusMessage answering(UUID otherCommandId, CommandResult how, CommandError why) {
    return new StatusMessage(
        deviceId,
        timestamp,
        order,
        state,
        value,
        previousState,
        triggeredBy,
        otherCommandId,
        how,
        why,
        offAt,
        replayed);
  }
}
