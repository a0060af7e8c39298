package com.tokkatot.edge.command;

import static com.tokkatot.edge.TestJournal.settle;
import static com.tokkatot.edge.TestJournal.waiting;

import com.tokkatot.edge.SettableTime;
import com.tokkatot.edge.TestJournal;
import com.tokkatot.edge.journal.Journal;
import com.tokkatot.edge.journal.Outbox;
import com.tokkatot.edge.journal.Outbox.Stream;
import com.tokkatot.edge.journal.Parked;
import com.tokkatot.edge.link.Incoming;
import com.tokkatot.edge.status.StatusRelay;
import com.tokkatot.edge.status.Twins;
import com.tokkatot.wire.CommandAction;
import com.tokkatot.wire.CommandMessage;
import com.tokkatot.wire.CommandMessage.Priority;
import com.tokkatot.wire.CommandMessage.Source;
import com.tokkatot.wire.CommandResult;
import com.tokkatot.wire.DeviceState;
import com.tokkatot.wire.OrderKey;
import com.tokkatot.wire.StatusMessage;
import com.tokkatot.wire.StatusMessage.CommandError;
import com.tokkatot.wire.StatusMessage.Trigger;
import com.tokkatot.wire.Topics;
import com.tokkatot.wire.Topics.Address;
import com.tokkatot.wire.Topics.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A hub without a network: a real journal, a farm that records, a cloud that is asked. */
final class CommandWorld {

  static final UUID FARM = UUID.randomUUID();
  static final UUID PUMP = UUID.randomUUID();

  final SettableTime time = new SettableTime();
  final List<CommandMessage> sent = Collections.synchronizedList(new ArrayList<>());
  final List<String> acknowledged = Collections.synchronizedList(new ArrayList<>());
  boolean farmSilent;
  boolean farmAway;
  boolean farmGoesAway; // just after we looked
  boolean everyNodeIsAlone = true;
  final List<Set<UUID>> nodes = new ArrayList<>();
  Journal journal;
  CommandQueue commands;
  private final Path directory;
  private Outbox outbox;
  private StatusRelay statuses;

  CommandWorld(Path directory) {
    this.directory = directory;
    start();
  }

  /** Forgets all but the disk. */
  void restart() {
    stop();
    start();
  }

  private void start() {
    journal = TestJournal.open(directory, time);
    outbox = new Outbox();
    var parked = new Parked(time);
    var twins = new Twins();
    commands =
        new CommandQueue(FARM, journal, outbox, twins, parked, new Field(), this::besides, time);
    statuses = new StatusRelay(journal, outbox, twins, parked, commands::heard, time);
  }

  void stop() {
    journal.close();
  }

  /** Each device has a node of its own, unless something else is said. */
  private Set<UUID> besides(UUID device) {
    return nodes.stream()
        .filter(node -> node.contains(device))
        .findFirst()
        .orElseGet(() -> everyNodeIsAlone ? Set.of(device) : Set.of());
  }

  private final class Field implements FarmSender {

    @Override
    public boolean connected() {
      return !farmAway;
    }

    @Override
    public CompletableFuture<Void> send(UUID device, CommandMessage command) {
      if (farmAway || farmGoesAway) {
        return CompletableFuture.failedFuture(new IllegalStateException("away"));
      }
      sent.add(command);
      return farmSilent ? new CompletableFuture<>() : CompletableFuture.completedFuture(null);
    }
  }

  CommandMessage command(CommandAction action) {
    return command(action, Priority.NORMAL);
  }

  CommandMessage command(CommandAction action, Priority priority) {
    return new CommandMessage(
        UUID.randomUUID(),
        null,
        action,
        null,
        null,
        null,
        Source.USER,
        priority,
        time.instant(),
        time.instant().plusSeconds(60),
        null);
  }

  void arrives(CommandMessage command) {
    arrives(command.toBytes());
  }

  void arrives(byte[] payload) {
    arrives(PUMP, payload);
  }

  void arrives(UUID device, byte[] payload) {
    var topic = Topics.device(FARM, device, Kind.COMMAND);
    commands.received(
        new Address(FARM, device, Kind.COMMAND),
        new Incoming(topic, payload, () -> acknowledged.add(topic)),
        () -> {
          throw new AssertionError("not durable");
        });
    settle(journal);
  }

  void nodeSays(long seq, DeviceState state, UUID commandId) {
    var status =
        new StatusMessage(
            PUMP,
            time.instant(),
            new OrderKey(1, 1, seq),
            state,
            null,
            null,
            Trigger.COMMAND,
            commandId,
            commandId == null ? null : CommandResult.COMPLETED,
            null,
            null,
            false);
    var topic = Topics.device(FARM, PUMP, Kind.STATUS);
    statuses.received(
        new Address(FARM, PUMP, Kind.STATUS),
        new Incoming(topic, status.toBytes(), () -> {}),
        () -> {});
    settle(journal);
  }

  void nodeAnswers(
      UUID device, long seq, UUID commandId, CommandResult result, CommandError error) {
    var status =
        new StatusMessage(
            device,
            time.instant(),
            new OrderKey(1, 1, seq),
            DeviceState.ON,
            null,
            null,
            Trigger.COMMAND,
            commandId,
            result,
            error,
            null,
            false);
    statuses.received(
        new Address(FARM, device, Kind.STATUS),
        new Incoming(Topics.device(FARM, device, Kind.STATUS), status.toBytes(), () -> {}),
        () -> {});
    settle(journal);
  }

  /** Everything open goes to the nodes again. */
  void forwardAll() {
    commands.forwardAll();
    settle(journal);
  }

  void tick() {
    commands.tick();
    settle(journal);
  }

  List<StatusMessage> answers() {
    return waiting(journal, outbox, Stream.EVENT).stream()
        .map(record -> StatusMessage.read(record.payload()))
        .filter(status -> status.commandId() != null)
        .toList();
  }
}
