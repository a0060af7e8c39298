package com.tokkatot.edge.command;

import com.tokkatot.edge.journal.Journal;
import com.tokkatot.edge.journal.Outbox;
import com.tokkatot.edge.journal.Outbox.Stream;
import com.tokkatot.edge.journal.Parked;
import com.tokkatot.edge.journal.Step;
import com.tokkatot.edge.journal.Store;
import com.tokkatot.edge.link.Incoming;
import com.tokkatot.edge.status.Twins;
import com.tokkatot.wire.CommandMessage;
import com.tokkatot.wire.StatusMessage;
import com.tokkatot.wire.Topics;
import com.tokkatot.wire.Topics.Address;
import com.tokkatot.wire.Topics.Kind;
import com.tokkatot.wire.WireFormatException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;

/** Cloud to node: journal first, acknowledge second, forward third. */
public final class CommandQueue {

  private final UUID farmId;
  private final Journal journal;
  private final Outbox outbox;
  private final Twins twins;
  private final Parked parked;
  private final InstantSource time;
  private final Forwarding forwarding;
  private final CommandMemory memory = new CommandMemory();

  public CommandQueue(
      UUID farmId,
      Journal journal,
      Outbox outbox,
      Twins twins,
      Parked parked,
      FarmSender farm,
      InstantSource time) {
    this.farmId = farmId;
    this.journal = journal;
    this.outbox = outbox;
    this.twins = twins;
    this.parked = parked;
    this.time = time;
    this.forwarding = new Forwarding(journal, memory, farm, time);
  }

  /**
   * @param failed called when it could not be written down: the cloud's broker must send it again
   */
  public void received(Address to, Incoming message, Runnable failed) {
    journal.submit(store -> accept(store, to, message), failed);
  }

  /** Hears what nodes say; the first status that names a command is its answer. */
  public Runnable heard(Store store, StatusMessage status, byte[] payload) throws SQLException {
    if (status.commandId() == null) {
      return Step.NOTHING;
    }
    memory.answered(store, status.commandId(), payload);
    return () -> forwarding.answered(status.commandId());
  }

  /**
   * Sends everything that is open to the nodes now, the urgent first: after a start, or when a node
   * came back. Of two orders for one device only the newer still has life, so none overtakes it.
   */
  public void forwardAll() {
    journal.submit(
        store -> {
          var open = memory.open(store, time.instant());
          open.sort(Comparator.comparing(known -> known.command().priority()));
          return () -> open.forEach(forwarding::forwardAgain);
        },
        Step.NOTHING);
  }

  /** What nodes have not run by now they must not run after the emergency stop that came. */
  public void stopped() {
    forwarding.supersedeAll();
  }

  /** Called every second: sends again what is not answered, answers for what died unsent. */
  public void tick() {
    if (forwarding.idle()) {
      return;
    }
    journal.submit(this::tick, Step.NOTHING);
  }

  /** Forgets what is older than 24 hours. */
  public void prune(Store store) throws SQLException {
    memory.prune(store, time.instant());
  }

  private Runnable accept(Store store, Address to, Incoming message) throws SQLException {
    CommandMessage command;
    try {
      command = CommandMessage.read(message.payload());
      if (command.expiresAt() == null) {
        throw new WireFormatException("expires_at", "is missing; ttl_ms is for nodes");
      }
    } catch (WireFormatException e) {
      var counted = parked.park(store, message, e.getMessage());
      return () -> {
        counted.run();
        message.acknowledgement().run();
      };
    }
    var effect = decided(store, to.deviceId(), command);
    return () -> {
      message.acknowledgement().run();
      effect.run();
    };
  }

  private Runnable decided(Store store, UUID device, CommandMessage command) throws SQLException {
    var now = time.instant();
    var known = memory.find(store, command.commandId());
    var hasNewer = memory.hasNewer(store, device, command);
    return switch (CommandRules.decide(command, known, hasNewer, now)) {
      case ACCEPT -> {
        var resolved = resolved(command, twins.find(store, device));
        memory.add(store, device, resolved, now);
        yield () -> forwarding.forward(device, resolved);
      }
      case FORWARD_AGAIN, ASK -> {
        var first = known.orElseThrow();
        yield () -> forwarding.forwardAgain(first);
      }
      case ANSWER_AGAIN -> {
        var first = known.orElseThrow();
        say(store, first.device(), first.answer());
        yield Step.NOTHING;
      }
      case ANSWER_EXPIRED -> {
        sayExpired(store, device, command.commandId());
        yield Step.NOTHING;
      }
    };
  }

  private Runnable tick(Store store) throws SQLException {
    var died = forwarding.diedUnsent();
    for (var command : died) {
      sayExpired(store, command.device(), command.command().commandId());
    }
    return () -> {
      forwarding.forget(died);
      forwarding.forwardDue();
    };
  }

  private void sayExpired(Store store, UUID device, UUID commandId) throws SQLException {
    var twin = twins.find(store, device);
    say(store, device, CommandRules.expired(device, commandId, twin, time.instant()).toBytes());
  }

  private void say(Store store, UUID device, byte[] status) throws SQLException {
    var topic = Topics.device(farmId, device, Kind.STATUS);
    outbox.append(store, Stream.EVENT, topic, status, time.instant());
  }

  private static CommandMessage resolved(CommandMessage command, Optional<StatusMessage> twin) {
    return new CommandMessage(
        command.commandId(),
        command.executionId(),
        CommandRules.resolved(command.action(), twin),
        command.value(),
        command.durationMs(),
        command.steps(),
        command.source(),
        command.priority(),
        command.issuedAt(),
        command.expiresAt(),
        null);
  }
}
