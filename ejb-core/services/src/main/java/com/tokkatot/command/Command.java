package com.tokkatot.command;

import com.tokkatot.device.Device;
import com.tokkatot.farm.Member;
import com.tokkatot.shared.NullableUuid;
import com.tokkatot.wire.CommandAction;
import com.tokkatot.wire.CommandMessage;
import com.tokkatot.wire.CommandStep;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * One order to one actuator: queued when written, sent when the broker has it, finished when the
 * device says so or when it is too old to be run.
 */
@Entity
@Table(name = "command")
@NamedQuery(
    name = "Command.ofDevice",
    query =
        "select c from Command c where c.deviceId = :device and c.state in :states"
            + " order by c.issuedAt desc, c.id desc")
@NamedQuery(
    name = "Command.ofFarm",
    query =
        "select c from Command c where c.farmId = :farm and c.issuedAt >= :since"
            + " order by c.issuedAt desc, c.id desc")
@NamedQuery(
    name = "Command.ofDeviceSince",
    query =
        "select c from Command c where c.farmId = :farm and c.deviceId = :device"
            + " and c.issuedAt >= :since order by c.issuedAt desc, c.id desc")
public class Command {

  /** How long an order may wait for its device. */
  static final Duration LIFE = Duration.ofMinutes(5);

  /** How long an order towards the fail-safe state may wait: it never does harm. */
  static final Duration SAFE_LIFE = Duration.ofHours(24);

  @Id private UUID id;

  @Column(name = "farm_id")
  private UUID farmId;

  @Column(name = "device_id")
  private UUID deviceId;

  private String action;

  @Column(name = "command_type")
  private String type;

  private Double value;
  private String steps;

  @Column(name = "duration_ms")
  private Long durationMs;

  private String source;
  private String priority;
  private String state;

  @Column(name = "requested_by")
  @Convert(converter = NullableUuid.class)
  private UUID requestedBy;

  @Column(name = "issued_at")
  private Instant issuedAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(name = "sent_at")
  private Instant sentAt;

  @Column(name = "completed_at")
  private Instant completedAt;

  private String result;
  private String error;

  /** For JPA. */
  protected Command() {}

  /** An order as a member asks for it, not sent yet. */
  static Command requested(
      UUID id, CommandRequest request, Device device, Member member, Instant now) {
    var command = new Command();
    command.id = id;
    command.farmId = device.farmId();
    command.deviceId = device.id();
    command.action = lower(request.type().action());
    var type = lower(request.type());
    command.type = type.equals(command.action) ? null : type;
    command.value = request.type().percent(request.value());
    command.steps = CommandStep.toText(request.steps());
    command.durationMs = request.durationMs();
    command.source = lower(CommandMessage.Source.USER);
    command.priority = lower(request.priority());
    command.state = lower(CommandState.QUEUED);
    command.requestedBy = member.accountId();
    command.issuedAt = now;
    var harmless = request.type() == CommandType.OFF && device.kind().isSafeWhenOff();
    command.expiresAt = now.plus(harmless ? SAFE_LIFE : LIFE);
    return command;
  }

  UUID id() {
    return id;
  }

  UUID farmId() {
    return farmId;
  }

  UUID deviceId() {
    return deviceId;
  }

  UUID requestedBy() {
    return requestedBy;
  }

  CommandState state() {
    return CommandState.valueOf(state.toUpperCase(Locale.ROOT));
  }

  /** What was asked for. */
  CommandType type() {
    return CommandType.valueOf((type == null ? action : type).toUpperCase(Locale.ROOT));
  }

  OutgoingCommand outgoing() {
    return new OutgoingCommand(
        id,
        farmId,
        deviceId,
        CommandAction.valueOf(action.toUpperCase(Locale.ROOT)),
        value,
        durationMs,
        CommandStep.fromText(steps),
        CommandMessage.Source.valueOf(source.toUpperCase(Locale.ROOT)),
        CommandMessage.Priority.valueOf(priority.toUpperCase(Locale.ROOT)),
        issuedAt,
        expiresAt,
        false);
  }

  CommandView view() {
    var params = new TreeMap<String, Object>();
    if (value != null) {
      params.put("value", type().asked(value));
    }
    if (steps != null) {
      params.put("steps", CommandStep.fromText(steps));
    }
    if (durationMs != null) {
      params.put("duration_ms", durationMs);
    }
    return new CommandView(
        id,
        deviceId,
        farmId,
        lower(type()),
        Map.copyOf(params),
        priority,
        state,
        requestedBy,
        issuedAt,
        expiresAt,
        sentAt,
        completedAt,
        result == null ? null : new CommandView.DeviceResponse(result, error));
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
