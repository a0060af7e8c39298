package com.tokkatot.edge.schedule;

import com.tokkatot.edge.SettableTime;
import com.tokkatot.wire.CommandAction;
import com.tokkatot.wire.CommandMessage;
import com.tokkatot.wire.CommandResult;
import com.tokkatot.wire.DeviceState;
import com.tokkatot.wire.OrderKey;
import com.tokkatot.wire.StatusMessage;
import com.tokkatot.wire.StatusMessage.CommandError;
import com.tokkatot.wire.StatusMessage.Trigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A board with one device, as the firmware makes one: looks ids up before it acts, switches off by
 * itself, and runs sequences alone. What its relay did is counted.
 */
final class Board {

  /** The relay moved. */
  record Edge(Instant at, int value) {}

  final List<Edge> edges = new ArrayList<>();
  final List<CommandMessage> taken = new ArrayList<>();
  boolean isAway;
  boolean isDeaf; // takes orders, and nobody hears its answers
  CommandError refuses;
  int begunAgain; // on while it was on: a turn that came before the late one before it was over
  private final UUID device;
  private final SettableTime time;
  private final Map<UUID, StatusMessage> seen = new HashMap<>();
  private final List<StatusMessage> toSay = new ArrayList<>();
  private long boot = 1;
  private long seq;
  private int value;
  private Instant offAt;

  Board(UUID device, SettableTime time) {
    this.device = device;
    this.time = time;
  }

  void take(CommandMessage command) {
    if (isAway) {
      return;
    }
    selfOff();
    var id = command.commandId();
    if (!seen.containsKey(id)) {
      seen.put(id, answer(command));
    }
    toSay.add(seen.get(id));
  }

  private StatusMessage answer(CommandMessage command) {
    if (command.ttlMs() == 0) {
      return status(command.commandId(), CommandResult.REJECTED, CommandError.EXPIRED);
    }
    if (refuses != null) {
      return status(command.commandId(), CommandResult.REJECTED, refuses);
    }
    taken.add(command);
    var isOff = command.action() == CommandAction.OFF;
    offAt = command.durationMs() == null ? null : time.instant().plusMillis(command.durationMs());
    switchTo(
        isOff ? 0 : command.value() == null ? 100 : command.value().intValue(), time.instant());
    return status(command.commandId(), CommandResult.COMPLETED, null);
  }

  private void switchTo(int wanted, Instant at) {
    if (wanted != value) {
      edges.add(new Edge(at, wanted));
    } else if (wanted > 0) {
      begunAgain++;
    }
    value = wanted;
  }

  int value() {
    selfOff();
    return value;
  }

  private void selfOff() {
    if (offAt != null && !time.instant().isBefore(offAt)) {
      switchTo(0, offAt);
      offAt = null;
      toSay.add(state(Trigger.COMMAND));
    }
  }

  /** All outputs are off after it; ids are kept. */
  void reset() {
    boot++;
    offAt = null;
    switchTo(0, time.instant());
    toSay.clear();
    toSay.add(state(Trigger.BOOT));
  }

  List<StatusMessage> toSay() {
    selfOff();
    if (isAway || isDeaf) {
      return List.of();
    }
    var all = List.copyOf(toSay);
    toSay.clear();
    return all;
  }

  List<Integer> values() {
    return edges.stream().map(Edge::value).toList();
  }

  private StatusMessage state(Trigger trigger) {
    return message(trigger, null, null, null);
  }

  /** It was reset while it ran this order, and does not know how far it came. */
  StatusMessage isUnsureOf(UUID command) {
    return status(command, CommandResult.UNSURE, null);
  }

  private StatusMessage status(UUID command, CommandResult result, CommandError error) {
    return message(Trigger.COMMAND, command, result, error);
  }

  private StatusMessage message(
      Trigger trigger, UUID command, CommandResult result, CommandError error) {
    return new StatusMessage(
        device,
        time.instant(),
        new OrderKey(1, boot, ++seq),
        value > 0 ? DeviceState.ON : DeviceState.OFF,
        (double) value,
        null,
        trigger,
        command,
        result,
        error,
        null,
        false);
  }
}
