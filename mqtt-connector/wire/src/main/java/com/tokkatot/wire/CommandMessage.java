package com.tokkatot.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * One order to one actuator, on {@code farm/{farm}/devices/{device}/command}.
 *
 * <p>Cloud to hub it carries {@code expires_at}; hub to node it carries {@code ttl_ms}, because a
 * node need not know the time. Exactly one of the two is set. Source: WIRE.md 3.1.
 *
 * @param executionId the schedule execution it belongs to, or null
 * @param value 0 to 100, only with {@code set_value}
 * @param durationMs switch off again after so many milliseconds, or null
 * @param steps what follows what, exactly with {@code sequence}; null otherwise
 * @param source user, schedule, condition, emergency or reconcile
 * @param priority high, normal or low
 * @param ttlMs remaining life in milliseconds
 */
public record CommandMessage(
    UUID commandId,
    UUID executionId,
    CommandAction action,
    Double value,
    Long durationMs,
    List<CommandStep> steps,
    Source source,
    Priority priority,
    Instant issuedAt,
    Instant expiresAt,
    Long ttlMs) {

  /** Who asked. */
  public enum Source {
    USER,
    SCHEDULE,
    CONDITION,
    EMERGENCY,
    RECONCILE
  }

  /** A higher one overtakes. */
  public enum Priority {
    HIGH,
    NORMAL,
    LOW
  }

  /** Longest {@code duration_ms}: two hours. Source: schedules.md, "Kinds of schedule". */
  public static final long MAX_DURATION_MS = Duration.ofHours(2).toMillis();

  public CommandMessage {
    if ((expiresAt == null) == (ttlMs == null)) {
      throw new WireFormatException("expires_at", "or ttl_ms must be there, and only one of them");
    }
    if (action == CommandAction.SET_VALUE && value == null) {
      throw new WireFormatException("value", "is missing for set_value");
    }
    if (value != null && !(value >= 0 && value <= 100)) {
      throw new WireFormatException("value", "must be 0 to 100, was " + value);
    }
    if (durationMs != null && (durationMs < 1 || durationMs > MAX_DURATION_MS)) {
      throw new WireFormatException("duration_ms", "must be 1 to 7200000, was " + durationMs);
    }
    if ((action == CommandAction.SEQUENCE) != (steps != null)) {
      throw new WireFormatException("steps", "go with sequence and only with it");
    }
    if (steps != null) {
      steps = List.copyOf(steps);
      CommandStep.check(steps);
    }
  }

  /**
   * @throws WireFormatException naming the first field that is missing or wrong
   */
  public static CommandMessage read(byte[] payload) {
    var in = WireReader.of(payload);
    var id = in.uuid("command_id");
    var execution = in.uuidOrNull("execution_id");
    var action = in.word("action", CommandAction.class);
    return new CommandMessage(
        id,
        execution,
        action,
        in.numberOrNull("value"),
        in.countOrNull("duration_ms"),
        action == CommandAction.SEQUENCE ? CommandStep.readAll(in) : null,
        in.word("source", Source.class),
        in.has("priority") ? in.word("priority", Priority.class) : Priority.NORMAL,
        in.instant("issued_at"),
        in.instantOrNull("expires_at"),
        in.countOrNull("ttl_ms"));
  }

  /** UTF-8 JSON. */
  public byte[] toBytes() {
    return new WireWriter()
        .put("command_id", commandId)
        .put("execution_id", executionId)
        .put("action", action)
        .put("value", value)
        .put("duration_ms", durationMs)
        .put("steps", CommandStep.writeAll(steps))
        .put("source", source)
        .put("priority", priority)
        .put("issued_at", issuedAt)
        .put("expires_at", expiresAt)
        .put("ttl_ms", ttlMs)
        .toBytes();
  }

  /** Whether it must no longer be run; a message with {@code ttl_ms} is judged by its receiver. */
  public boolean expiredAt(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }

  /** The same order as a node may see it: a definite action and the life that is left. */
  public CommandMessage forNode(CommandAction resolved, Instant now) {
    return new CommandMessage(
        commandId,
        executionId,
        resolved,
        value,
        durationMs,
        steps,
        source,
        priority,
        issuedAt,
        null,
        Math.max(0, Duration.between(now, expiresAt).toMillis()));
  }

  /**
   * The same order without any life: a node that has run it tells its first answer, one that has
   * not refuses it. So it can be asked after without being run.
   */
  public CommandMessage asQuestion() {
    return new CommandMessage(
        commandId,
        executionId,
        action,
        value,
        durationMs,
        steps,
        source,
        priority,
        issuedAt,
        null,
        0L);
  }

  @Override
  public String toString() {
    return action.name().toLowerCase(Locale.ROOT) + " " + commandId;
  }
}
