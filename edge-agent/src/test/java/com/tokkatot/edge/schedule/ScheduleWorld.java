package com.tokkatot.edge.schedule;

import static com.tokkatot.edge.TestJournal.settle;
import static com.tokkatot.edge.TestJournal.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.edge.SettableTime;
import com.tokkatot.edge.TestJournal;
import com.tokkatot.edge.command.CommandQueue;
import com.tokkatot.edge.command.FarmSender;
import com.tokkatot.edge.journal.Journal;
import com.tokkatot.edge.journal.Outbox;
import com.tokkatot.edge.journal.Outbox.Stream;
import com.tokkatot.edge.journal.Parked;
import com.tokkatot.edge.journal.Step;
import com.tokkatot.edge.link.Incoming;
import com.tokkatot.edge.status.StatusRelay;
import com.tokkatot.edge.status.Twins;
import com.tokkatot.rules.climate.Birds;
import com.tokkatot.rules.json.BirdsJson;
import com.tokkatot.rules.time.ClockGrade;
import com.tokkatot.wire.CommandAction;
import com.tokkatot.wire.CommandMessage;
import com.tokkatot.wire.CommandMessage.Priority;
import com.tokkatot.wire.CommandMessage.Source;
import com.tokkatot.wire.ConfigMessage;
import com.tokkatot.wire.CoopAir;
import com.tokkatot.wire.ExecutionMessage;
import com.tokkatot.wire.OrderKey;
import com.tokkatot.wire.Reading;
import com.tokkatot.wire.ScheduleMessage;
import com.tokkatot.wire.SensorMessage;
import com.tokkatot.wire.StatusMessage;
import com.tokkatot.wire.Topics;
import com.tokkatot.wire.Topics.Address;
import com.tokkatot.wire.Topics.Kind;
import jakarta.json.Json;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;

/** A hub without a network and without a cloud: a real journal, and boards that obey. */
final class ScheduleWorld {

  static final UUID FARM = UUID.randomUUID();
  static final UUID SENSOR = new UUID(7, 9);
  private static final Duration TICK = Duration.ofSeconds(1);

  final SettableTime time = new SettableTime();
  final Map<UUID, Board> boards = new HashMap<>();
  List<CoopAir> air = List.of();
  final List<UUID> hot = new ArrayList<>();
  ClockGrade clock = ClockGrade.TRUSTED;

  /** Nothing leaves the hub any more, as when its power fails between two instructions. */
  boolean dead;

  /** What becomes of an order on its way: how often it arrives. */
  IntSupplier arrivals = () -> 1;

  private final Path directory;
  private Journal journal;
  private Outbox outbox;
  private CommandQueue commands;
  private StatusRelay statuses;
  private Dispatcher dispatcher;

  ScheduleWorld(Path directory) {
    this.directory = directory;
    start();
  }

  private void start() {
    dead = false;
    journal = TestJournal.open(directory, time);
    outbox = new Outbox();
    var parked = new Parked(time);
    var twins = new Twins();
    commands =
        new CommandQueue(
            FARM, journal, outbox, twins, parked, new Field(), device -> Set.of(device), time);
    dispatcher = new Dispatcher(FARM, journal, outbox, commands, () -> clock, time);
    commands.tell(dispatcher::ordered);
    commands.guardBy(dispatcher::forbids);
    dispatcher.tellHeat(hot::add);
    statuses =
        new StatusRelay(
            journal,
            outbox,
            twins,
            parked,
            (store, status, payload) -> {
              var answered = commands.heard(store, status, payload);
              var ended = dispatcher.heard(store, status, payload);
              return () -> {
                answered.run();
                ended.run();
              };
            },
            time);
    TestJournal.ask(
        journal,
        store -> {
          dispatcher.load(store);
          return null;
        });
    commands.forwardAll();
    settle(journal);
  }

  /** Forgets all but the disk. */
  void restart() {
    stop();
    start();
  }

  void stop() {
    journal.close();
  }

  private final class Field implements FarmSender {

    @Override
    public boolean connected() {
      return !dead;
    }

    @Override
    public CompletableFuture<Void> send(UUID device, CommandMessage command) {
      for (var left = dead ? 0 : arrivals.getAsInt(); left > 0; left--) {
        board(device).take(command);
      }
      return new CompletableFuture<>();
    }
  }

  Board board(UUID device) {
    return boards.computeIfAbsent(device, id -> new Board(id, time));
  }

  /** One schedule, as the cloud sends it; quotes may be single. */
  ScheduleMessage schedule(UUID id, long version, String definition) {
    return schedule(id, version, null, definition);
  }

  /** The same for birds that are known. */
  ScheduleMessage schedule(UUID id, long version, Birds birds, String definition) {
    return new ScheduleMessage(
        id,
        version,
        "Asia/Phnom_Penh",
        true,
        time.instant(),
        Map.of(),
        birds == null ? null : BirdsJson.write(birds),
        json(definition));
  }

  private static jakarta.json.JsonObject json(String text) {
    try (var reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
      return reader.readObject();
    }
  }

  /** The cloud's snapshot has come. */
  void take(ScheduleMessage... schedules) {
    journal.submit(store -> dispatcher.take(store, List.of(schedules), air), Step.NOTHING);
    settle(journal);
    look();
  }

  void look() {
    dispatcher.look();
    settle(journal);
    obey();
  }

  /** Time passes in steps, as the loop would take them. */
  void pass(Duration length, Duration step) {
    var until = time.instant().plus(length);
    while (time.instant().isBefore(until)) {
      time.advance(step);
      look();
      if (time.instant().getNano() == 0) {
        tick();
      }
    }
  }

  void pass(Duration length) {
    pass(length, TICK);
  }

  void tick() {
    commands.tick();
    settle(journal);
    obey();
  }

  /** Boards say what they did; what the hub did not take is said again. */
  void obey() {
    if (dead) {
      return;
    }
    for (var board : List.copyOf(boards.values())) {
      board.toSay().forEach(this::says);
    }
  }

  void says(StatusMessage status) {
    statuses.received(
        new Address(FARM, status.deviceId(), Kind.STATUS),
        new Incoming(
            Topics.device(FARM, status.deviceId(), Kind.STATUS), status.toBytes(), () -> {}),
        () -> {});
    settle(journal);
  }

  void reads(String metric, double value) {
    var message =
        new SensorMessage(
            SENSOR,
            time.instant(),
            new OrderKey(1, 1, 1),
            List.of(new Reading(metric, value, "1", Reading.Quality.GOOD)),
            false);
    journal.submit(store -> dispatcher.sensed(store, message), Step.NOTHING);
    settle(journal);
    look();
  }

  /** What the snapshot says of a device. */
  void isSetTo(UUID device, Map<String, Double> values) {
    var config = new ConfigMessage(device, 1, time.instant(), values);
    TestJournal.ask(
        journal,
        store ->
            store.run(
                "insert into config (device, payload) values (?, ?)",
                device.toString(),
                config.toBytes()));
  }

  /** The id of the order. */
  UUID person(UUID device, CommandAction action, Long durationMs) {
    var command =
        new CommandMessage(
            UUID.randomUUID(),
            null,
            action,
            null,
            durationMs,
            null,
            Source.USER,
            Priority.NORMAL,
            time.instant(),
            time.instant().plusSeconds(300),
            null);
    var topic = Topics.device(FARM, device, Kind.COMMAND);
    commands.received(
        new Address(FARM, device, Kind.COMMAND),
        new Incoming(topic, command.toBytes(), () -> {}),
        () -> {});
    settle(journal);
    obey();
    return command.commandId();
  }

  Map<UUID, Instant> holds() {
    return TestJournal.ask(journal, dispatcher::holds);
  }

  boolean holdsChanged() {
    return dispatcher.holdsChanged();
  }

  boolean awaitsClock() {
    return dispatcher.awaitsClock();
  }

  /** What the cloud is told of an order. */
  StatusMessage answerOf(UUID command) {
    return waiting(journal, outbox, Stream.EVENT).stream()
        .filter(record -> Topics.parse(record.topic()).kind() == Kind.STATUS)
        .map(record -> StatusMessage.read(record.payload()))
        .filter(status -> command.equals(status.commandId()))
        .findFirst()
        .orElseThrow();
  }

  /** What the cloud is told of turns, the oldest first. */
  List<ExecutionMessage> executions() {
    return waiting(journal, outbox, Stream.EVENT).stream()
        .filter(record -> Topics.parse(record.topic()).kind() == Kind.EXECUTION)
        .map(record -> ExecutionMessage.read(record.payload()))
        .toList();
  }

  /** Turns that were begun and not ended. */
  long pending() {
    return TestJournal.ask(
        journal, store -> store.number("select count(*) from execution where state is null"));
  }

  Instant now() {
    return time.instant();
  }

  /** The only execution there is. */
  ExecutionMessage only() {
    assertThat(executions()).hasSize(1);
    return executions().get(0);
  }

  /** The execution that was told last. */
  ExecutionMessage last() {
    var all = executions();
    return all.get(all.size() - 1);
  }
}
