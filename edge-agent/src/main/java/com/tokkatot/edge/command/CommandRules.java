package com.tokkatot.edge.command;

import com.tokkatot.wire.CommandAction;
import com.tokkatot.wire.CommandMessage;
import com.tokkatot.wire.CommandResult;
import com.tokkatot.wire.DeviceState;
import com.tokkatot.wire.OrderKey;
import com.tokkatot.wire.StatusMessage;
import com.tokkatot.wire.StatusMessage.CommandError;
import com.tokkatot.wire.StatusMessage.Trigger;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What to do with a command that has arrived. No clock, no store, no network. */
final class CommandRules {

  /**
   * The order of a hub's answer for a device that never said anything: older than all it can say.
   */
  private static final OrderKey BEFORE_ALL = new OrderKey(0, 0, 0);

  /** What to do. */
  enum Decision {
    /** New and alive: write it down and send it to the node. */
    ACCEPT,
    /** Known, sent, not answered, still alive: send it to the node again. */
    FORWARD_AGAIN,
    /** Known, sent, not answered, replaced by a newer order: ask the node whether it ran. */
    ASK,
    /** Known, and either waiting for its turn or sent and too old: then only the node knows. */
    WAIT,
    /** Known and answered: the first result once more, whatever the clock says. */
    ANSWER_AGAIN,
    /**
     * Never sent, and too old or older than another order for the device: it must not run any more.
     */
    ANSWER_EXPIRED
  }

  private CommandRules() {}

  /**
   * @param hasNewer whether the hub has taken an order for this device that was issued later
   */
  static Decision decide(
      CommandMessage command, Optional<KnownCommand> known, boolean hasNewer, Instant now) {
    if (known.isPresent() && known.get().answer() != null) {
      return Decision.ANSWER_AGAIN;
    }
    var isOver = command.expiredAt(now);
    if (known.isEmpty() || !known.get().sent()) {
      return isOver || hasNewer
          ? Decision.ANSWER_EXPIRED
          : known.isEmpty() ? Decision.ACCEPT : Decision.WAIT;
    }
    if (isOver) {
      return Decision.WAIT;
    }
    return hasNewer ? Decision.ASK : Decision.FORWARD_AGAIN;
  }

  /**
   * Toggle becomes on or off, once: repeated it would invert. What is not known to be on is
   * switched on, for that is what the person sees and asks for.
   */
  static CommandAction resolved(CommandAction action, Optional<StatusMessage> twin) {
    if (action != CommandAction.TOGGLE) {
      return action;
    }
    var on = twin.isPresent() && twin.get().state() == DeviceState.ON;
    return on ? CommandAction.OFF : CommandAction.ON;
  }

  /** The order as a node may see it, but with {@code expires_at}. */
  static CommandMessage resolved(CommandMessage command, Optional<StatusMessage> twin) {
    return new CommandMessage(
        command.commandId(),
        command.executionId(),
        resolved(command.action(), twin),
        command.value(),
        command.durationMs(),
        command.steps(),
        command.source(),
        command.priority(),
        command.issuedAt(),
        command.expiresAt(),
        null);
  }

  /** The hub's own answer to what must not run any more. */
  static StatusMessage expired(
      UUID device, UUID commandId, Optional<StatusMessage> twin, Instant now) {
    return answer(device, commandId, twin, CommandResult.REJECTED, CommandError.EXPIRED, now);
  }

  /** The hub's own answer to what would cost lives: as a node's to what its limits forbid. */
  static StatusMessage forbidden(
      UUID device, UUID commandId, Optional<StatusMessage> twin, Instant now) {
    return answer(device, commandId, twin, CommandResult.REJECTED, CommandError.INTERLOCK, now);
  }

  /** The hub's own answer to what it has done itself. */
  static StatusMessage done(
      UUID device, UUID commandId, Optional<StatusMessage> twin, Instant now) {
    return answer(device, commandId, twin, CommandResult.COMPLETED, null, now);
  }

  /** It carries the twin's order, so it never overwrites a state. */
  private static StatusMessage answer(
      UUID device,
      UUID commandId,
      Optional<StatusMessage> twin,
      CommandResult result,
      CommandError error,
      Instant now) {
    return twin.map(known -> known.answering(commandId, result, error))
        .orElseGet(
            () ->
                new StatusMessage(
                    device,
                    now,
                    BEFORE_ALL,
                    DeviceState.UNKNOWN,
                    null,
                    null,
                    Trigger.COMMAND,
                    commandId,
                    result,
                    error,
                    null,
                    false));
  }
}
