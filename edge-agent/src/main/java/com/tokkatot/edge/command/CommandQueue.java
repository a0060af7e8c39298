package com.tokkatot.edge.command;

import com.tokkatot.edge.journal.Journal;
import com.tokkatot.edge.journal.Outbox;
import com.tokkatot.edge.journal.Outbox.Stream;
import com.tokkatot.edge.journal.Parked;
import com.tokkatot.edge.journal.Step;
import com.tokkatot.edge.journal.Store;
import com.tokkatot.edge.link.Incoming;
import com.tokkatot.edge.status.Twins;
import com.tokkatot.wire.CommandAction;
import com.tokkatot.wire.CommandMessage;
import com.tokkatot.wire.StatusMessage;
import com.tokkatot.wire.Topics;
import com.tokkatot.wire.Topics.Address;
import com.tokkatot.wire.Topics.Kind;
import com.tokkatot.wire.WireFormatException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
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
  private final NodeWindow window;
  private final CommandMemory memory = new CommandMemory();
  // Something may wait in the journal; only a look there tells. Written on the writer's thread.
  private volatile boolean mayWait = true;
  private volatile Listener listener = (store, device, command) -> Step.NOTHING;
  private volatile Guard guard = (store, device, command) -> false;

  /** Hears, in its transaction, of each order that was taken. */
  @FunctionalInterface
  public interface Listener {
    Runnable taken(Store store, UUID device, CommandMessage command) throws SQLException;
  }

  /** Says, in its transaction, whether an order must not be run just now. */
  @FunctionalInterface
  public interface Guard {
    boolean forbids(Store store, UUID device, CommandMessage command) throws SQLException;
  }

  public CommandQueue(
      UUID farmId,
      Journal journal,
      Outbox outbox,
      Twins twins,
      Parked parked,
      FarmSender farm,
      Carriers carriers,
      InstantSource time) {
    this.farmId = farmId;
    this.journal = journal;
    this.outbox = outbox;
    this.twins = twins;
    this.parked = parked;
    this.time = time;
    this.window = new NodeWindow(memory, farm, carriers);
    this.forwarding = new Forwarding(farm, time, this::stayed);
  }

  /**
   * @param failed called when it could not be written down: the cloud's broker must send it again
   */
  public void received(Address to, Incoming message, Runnable failed) {
    journal.submit(store -> accept(store, to, message), failed);
  }

  /** Who is to hear of orders that the cloud sends; before the first one comes. */
  public void tell(Listener orders) {
    listener = orders;
  }

  /** Who refuses orders, toggles made on or off before; before the first one comes. */
  public void guardBy(Guard orders) {
    guard = orders;
  }

  /**
   * Takes an order of the hub's own, in the transaction of whoever gives it. It waits until {@link
   * #letGo}: of a hundred at once each node is asked once for the room that it has.
   *
   * @param command with {@code expires_at}; one with a known id is not run again
   * @return to be run once it is durable
   */
  public Runnable order(Store store, UUID device, CommandMessage command) throws SQLException {
    return decided(store, device, command, devices -> List.of());
  }

  /**
   * Lets go what waits for these devices and has room.
   *
   * @return to be run once it is durable: then it leaves
   */
  public Runnable letGo(Store store, Collection<UUID> devices) throws SQLException {
    var released = window.releaseFor(store, devices, time.instant());
    return () -> released.forEach(forwarding::forward);
  }

  /** This instant, or one that makes an order newer than all that the device was given. */
  public Instant notBefore(Store store, UUID device, Instant wanted) throws SQLException {
    return memory
        .newest(store, device)
        .map(newest -> newest.plusMillis(1))
        .filter(wanted::isBefore)
        .orElse(wanted);
  }

  /** What became of an order that we gave and that no node has answered. */
  public Fate fate(Store store, UUID commandId) throws SQLException {
    var known = memory.find(store, commandId);
    if (known.isPresent() && known.get().sent()) {
      return Fate.SENT;
    }
    return known.isPresent() && known.get().superseded() ? Fate.REPLACED : Fate.WAITS;
  }

  /** Hears what nodes say; the first status that names a command is its answer. */
  public Runnable heard(Store store, StatusMessage status, byte[] payload) throws SQLException {
    if (status.commandId() == null) {
      return Step.NOTHING;
    }
    memory.answered(store, status.commandId(), payload);
    var next = window.release(store, status.deviceId(), time.instant());
    return () -> {
      forwarding.answered(status.commandId());
      next.forEach(forwarding::forward);
    };
  }

  /**
   * Sends everything that is under way to the nodes again, the urgent first, and what waits and has
   * room: after a start, or when a node came back. Of two orders for one device only the newer
   * still has life, so none overtakes it.
   */
  public void forwardAll() {
    journal.submit(
        store -> {
          var underWay = memory.underWay(store, time.instant());
          underWay.sort(Comparator.comparing(known -> known.command().priority()));
          var next = window.releaseAll(store, time.instant());
          return () -> {
            underWay.forEach(forwarding::forwardAgain);
            next.forEach(forwarding::forward);
          };
        },
        Step.NOTHING);
  }

  /** What nodes have not run by now they must not run after the emergency stop that came. */
  public void stopped() {
    forwarding.supersedeAll();
    journal.submit(
        store -> {
          memory.stopped(store);
          return ended(store, memory.waiting(store));
        },
        Step.NOTHING);
  }

  /** Called every second: sends again what is not answered, answers for what died waiting. */
  public void tick() {
    if (forwarding.idle() && !mayWait) {
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
    var isNew = memory.find(store, command.commandId()).isEmpty();
    var effect =
        decided(store, to.deviceId(), command, one -> window.release(store, one, time.instant()));
    var heard =
        isNew && memory.waitsOrWasSent(store, command.commandId())
            ? listener.taken(store, to.deviceId(), command)
            : Step.NOTHING;
    return () -> {
      message.acknowledgement().run();
      effect.run();
      heard.run();
    };
  }

  /** Says what leaves with an order for this device. */
  @FunctionalInterface
  private interface Release {
    List<KnownCommand> with(UUID device) throws SQLException;
  }

  private Runnable decided(Store store, UUID device, CommandMessage command, Release release)
      throws SQLException {
    var now = time.instant();
    var known = memory.find(store, command.commandId());
    var hasNewer =
        known.map(KnownCommand::superseded).orElse(false)
            || memory.hasNewer(store, device, command);
    return switch (CommandRules.decide(command, known, hasNewer, now)) {
      case ACCEPT ->
          command.action() == CommandAction.RELEASE
              ? released(store, device, command)
              : accepted(store, device, command, release);
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
        memory.answered(store, command.commandId(), sayExpired(store, device, command.commandId()));
        yield Step.NOTHING;
      }
      case WAIT -> Step.NOTHING;
    };
  }

  private Runnable accepted(Store store, UUID device, CommandMessage command, Release release)
      throws SQLException {
    var now = time.instant();
    var resolved =
        command.action() == CommandAction.TOGGLE
            ? CommandRules.resolved(command, twins.find(store, device))
            : command;
    if (guard.forbids(store, device, resolved)) {
      var answer =
          CommandRules.forbidden(device, command.commandId(), twins.find(store, device), now);
      return answered(store, device, resolved, answer);
    }
    ended(store, memory.waitingBefore(store, device, command.issuedAt()));
    memory.add(store, device, resolved, now);
    var next = release.with(device);
    return () -> {
      mayWait = true;
      forwarding.supersede(device, resolved);
      next.forEach(forwarding::forward);
    };
  }

  /** No node needs to know: it is done here, and answered. */
  private Runnable released(Store store, UUID device, CommandMessage command) throws SQLException {
    var twin = twins.find(store, device);
    answered(
        store,
        device,
        command,
        CommandRules.done(device, command.commandId(), twin, time.instant()));
    return listener.taken(store, device, command);
  }

  private Runnable answered(Store store, UUID device, CommandMessage command, StatusMessage status)
      throws SQLException {
    var answer = status.toBytes();
    memory.add(store, device, command, time.instant());
    memory.answered(store, command.commandId(), answer);
    say(store, device, answer);
    return Step.NOTHING;
  }

  private Runnable tick(Store store) throws SQLException {
    var now = time.instant();
    ended(store, memory.waitedTooLong(store, now));
    var next = window.releaseAll(store, now);
    var waits = !memory.awaited(store).isEmpty();
    return () -> {
      mayWait = waits;
      next.forEach(forwarding::forward);
      forwarding.forwardDue();
    };
  }

  /** They never left the hub, so they cannot have run and never will. */
  private Runnable ended(Store store, List<KnownCommand> waiting) throws SQLException {
    for (var one : waiting) {
      var id = one.command().commandId();
      memory.answered(store, id, sayExpired(store, one.device(), id));
    }
    return Step.NOTHING;
  }

  /** The farm's broker went away in between. */
  private void stayed(UUID commandId) {
    journal.submit(
        store -> {
          memory.unsent(store, commandId);
          return () -> mayWait = true;
        },
        Step.NOTHING);
  }

  private byte[] sayExpired(Store store, UUID device, UUID commandId) throws SQLException {
    var twin = twins.find(store, device);
    var answer = CommandRules.expired(device, commandId, twin, time.instant()).toBytes();
    say(store, device, answer);
    return answer;
  }

  private void say(Store store, UUID device, byte[] status) throws SQLException {
    var topic = Topics.device(farmId, device, Kind.STATUS);
    outbox.append(store, Stream.EVENT, topic, status, time.instant());
  }
}
