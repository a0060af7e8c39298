package com.tokkatot.edge.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.wire.CommandAction;
import com.tokkatot.wire.CommandMessage;
import com.tokkatot.wire.CommandResult;
import com.tokkatot.wire.StatusMessage;
import com.tokkatot.wire.StatusMessage.CommandError;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A bad day: the cloud's messages are lost, doubled, late and out of order, the farm's are lost and
 * doubled, hub and node die at random. What is counted is what the devices did.
 */
class CommandChaosTest {

  private static final Duration STEP = Duration.ofMillis(500);
  private static final int STEPS = 120;
  private static final int QUIET_STEPS = 140; // longer than any order lives
  private static final int DEVICES = 5;

  @TempDir Path directory;
  private CommandWorld world;
  private Random chance;
  private boolean isBad = true;

  private final List<UUID> devices = Stream.generate(UUID::randomUUID).limit(DEVICES).toList();
  private final Map<UUID, UUID> deviceOf = new HashMap<>();
  private final Map<UUID, CommandMessage> asked = new HashMap<>();
  private final TreeMap<Instant, List<CommandMessage>> underWay = new TreeMap<>();
  private final Node node = new Node();
  private int taken;
  private long seq;

  @AfterEach
  void stop() {
    world.stop();
  }

  @ParameterizedTest(name = "day {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void nothingRunsTwiceLateOrAfterANewerOrder(long seed) {
    world = new CommandWorld(directory);
    chance = new Random(seed);
    for (var step = 0; step < STEPS + QUIET_STEPS; step++) {
      isBad = step < STEPS;
      if (isBad) {
        devices.forEach(this::maybeAsk);
      }
      deliver();
      obey();
      perhapsDie();
      world.time.advance(STEP);
      world.tick();
      if (step % 10 == 0) {
        sendAgain();
      }
    }

    assertThat(asked.size()).isGreaterThan(100);
    assertThat(node.done).extracting(Done::id).doesNotHaveDuplicates().hasSizeGreaterThan(40);
    assertThat(node.done)
        .allSatisfy(done -> assertThat(done.at()).isBefore(asked.get(done.id()).expiresAt()));
    for (var device : devices) {
      assertThat(node.done.stream().filter(done -> device.equals(deviceOf.get(done.id()))))
          .extracting(done -> asked.get(done.id()).issuedAt())
          .isSorted();
    }
    assertThat(completed())
        .containsExactlyInAnyOrderElementsOf(node.done.stream().map(Done::id).toList());
    assertThat(answered()).as("each order has its end").containsAll(asked.keySet());
  }

  private void maybeAsk(UUID device) {
    if (chance.nextInt(4) > 0) {
      return;
    }
    var command = world.command(CommandAction.ON);
    asked.put(command.commandId(), command);
    deviceOf.put(command.commandId(), device);
    sendToHub(command);
  }

  private void sendAgain() {
    var ended = answered();
    asked.values().stream()
        .filter(command -> !ended.contains(command.commandId()))
        .forEach(this::sendToHub);
  }

  private void sendToHub(CommandMessage command) {
    if (isBad && chance.nextInt(20) == 0) {
      return;
    }
    var copies = isBad && chance.nextInt(20) == 0 ? 2 : 1;
    for (var copy = 0; copy < copies; copy++) {
      var late = isBad && chance.nextInt(5) == 0 ? chance.nextInt(8000) : 0;
      underWay
          .computeIfAbsent(world.time.instant().plusMillis(late), at -> new ArrayList<>())
          .add(command);
    }
  }

  private void deliver() {
    var due = underWay.headMap(world.time.instant(), true);
    var commands = due.values().stream().flatMap(List::stream).toList();
    due.clear();
    commands.forEach(
        command -> world.arrives(deviceOf.get(command.commandId()), command.toBytes()));
  }

  /** The farm's broker keeps the order; a line that breaks loses and repeats. */
  private void obey() {
    var sent = List.copyOf(world.sent);
    for (var command : sent.subList(taken, sent.size())) {
      if (isBad && chance.nextInt(20) == 0) {
        continue;
      }
      var copies = isBad && chance.nextInt(20) == 0 ? 2 : 1;
      for (var copy = 0; copy < copies; copy++) {
        node.take(command);
      }
    }
    taken = sent.size();
    node.speak();
  }

  private void perhapsDie() {
    if (isBad && chance.nextInt(15) == 0) {
      world.restart();
      world.forwardAll();
    }
    if (isBad && chance.nextInt(15) == 0) {
      node.restart();
      world.forwardAll();
    }
  }

  private Set<UUID> answered() {
    return new HashSet<>(world.answers().stream().map(StatusMessage::commandId).toList());
  }

  private Set<UUID> completed() {
    return new HashSet<>(
        world.answers().stream()
            .filter(status -> status.result() == CommandResult.COMPLETED)
            .map(StatusMessage::commandId)
            .toList());
  }

  private record Done(UUID id, Instant at) {}

  /** A board as the firmware makes one: remembers before it acts, looks ids up before expiry. */
  private final class Node {

    final List<Done> done = new ArrayList<>();
    private final Map<UUID, CommandResult> seen = new HashMap<>();
    private final List<UUID> toSay = new ArrayList<>();

    void take(CommandMessage command) {
      var id = command.commandId();
      if (!seen.containsKey(id)) {
        var isAlive = command.ttlMs() > 0;
        seen.put(id, isAlive ? CommandResult.COMPLETED : CommandResult.REJECTED);
        if (isAlive) {
          done.add(new Done(id, world.time.instant()));
        }
      }
      toSay.add(id);
    }

    /** What the broker did not take is said again. */
    void speak() {
      for (var id : List.copyOf(toSay)) {
        if (!isBad || chance.nextInt(20) > 0) {
          toSay.remove(id);
          var error = seen.get(id) == CommandResult.COMPLETED ? null : CommandError.EXPIRED;
          world.nodeAnswers(deviceOf.get(id), ++seq, id, seen.get(id), error);
        }
      }
    }

    void restart() {
      toSay.clear(); // answers are in memory; the ids survive
    }
  }
}
