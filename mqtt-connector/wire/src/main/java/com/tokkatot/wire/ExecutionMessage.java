package com.tokkatot.wire;

import java.time.Instant;
import java.util.UUID;

/**
 * How one turn of one device by one schedule ended, on {@code
 * farm/{farm}/devices/{device}/execution} and in the journal. The same execution may be told again:
 * what is told later, with a larger {@code revision}, is right. Source: WIRE.md 3.12; schedules.md,
 * "Execution record".
 *
 * @param executionId UUIDv5 of schedule, device and planned instant
 * @param version of the schedule
 * @param revision 1 for what was said first
 * @param plannedAt when it ought to have been
 * @param actualAt when the device switched; null: it did not, or nobody knows
 * @param value 0 to 100, what it was to be; of a sequence the first step's
 * @param durationMs how long the device then stays so; null: until further notice
 * @param attempts how often the device was asked
 * @param commandId the order; null: none was given
 * @param error why not; null exactly when it was executed
 * @param clockHeld whether the hub's clock was counted on since it was last trusted
 */
public record ExecutionMessage(
    UUID executionId,
    UUID scheduleId,
    UUID deviceId,
    long version,
    long revision,
    Instant plannedAt,
    Instant actualAt,
    State state,
    long value,
    Long durationMs,
    long attempts,
    UUID commandId,
    Reason error,
    boolean clockHeld) {

  /** How it ended. */
  public enum State {
    EXECUTED,
    FAILED,
    SKIPPED,
    /** The order left, and nobody knows what became of it. */
    UNSURE
  }

  /** Why it was not executed. */
  public enum Reason {
    /** Skipped: it came too late. */
    MISFIRE,
    /** Skipped: its condition did not hold. */
    CONDITION,
    /** Skipped: a reading that its condition needs is not there or too old. */
    UNKNOWN,
    /** Skipped: a person's order holds. */
    HELD,
    /** Skipped: another schedule of a higher priority has the device. */
    PRIORITY,
    /** Skipped: an emergency stop, or life. */
    STOPPED,
    /** Failed: the device was never reached. */
    OFFLINE,
    /** Failed: another order took its place before it was reached. */
    REPLACED,
    /** Unsure: it was sent and not answered, or the board was reset in the act. */
    NO_ANSWER,
    /** Failed: the device said so; its status with this command tells more. */
    REJECTED
  }

  public ExecutionMessage {
    if ((state == State.EXECUTED) != (error == null)) {
      throw new WireFormatException("error", "goes with all states but executed");
    }
    if (value < 0 || value > 100) {
      throw new WireFormatException("value", "must be 0 to 100, was " + value);
    }
  }

  /**
   * @throws WireFormatException naming the first field that is missing or wrong
   */
  public static ExecutionMessage read(byte[] payload) {
    var in = WireReader.of(payload);
    return new ExecutionMessage(
        in.uuid("execution_id"),
        in.uuid("schedule_id"),
        in.uuid("device_id"),
        in.count("version"),
        in.count("revision"),
        in.instant("planned_at"),
        in.instantOrNull("actual_at"),
        in.word("state", State.class),
        in.count("value"),
        in.countOrNull("duration_ms"),
        in.count("attempts"),
        in.uuidOrNull("command_id"),
        in.wordOrNull("error", Reason.class),
        in.flagOrFalse("clock_held"));
  }

  /** UTF-8 JSON. */
  public byte[] toBytes() {
    return new WireWriter()
        .put("execution_id", executionId)
        .put("schedule_id", scheduleId)
        .put("device_id", deviceId)
        .put("version", (Long) version)
        .put("revision", (Long) revision)
        .put("planned_at", plannedAt)
        .put("actual_at", actualAt)
        .put("state", state)
        .put("value", (Long) value)
        .put("duration_ms", durationMs)
        .put("attempts", (Long) attempts)
        .put("command_id", commandId)
        .put("error", error)
        .put("clock_held", clockHeld)
        .toBytes();
  }
}
