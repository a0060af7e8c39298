package com.tokkatot.edge.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.wire.CommandAction;
import com.tokkatot.wire.CommandMessage;
import com.tokkatot.wire.CommandMessage.Priority;
import com.tokkatot.wire.CommandResult;
import com.tokkatot.wire.StatusMessage;
import com.tokkatot.wire.StatusMessage.CommandError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many commands are under way to one node, and what becomes of the others. */
class NodeWindowTest {

  static final int PLACES = NodeWindow.MOST - 1;

  @TempDir Path directory;
  CommandWorld world;
  final List<UUID> devices = Stream.generate(UUID::randomUUID).limit(16).toList();
  final List<CommandMessage> asked = new ArrayList<>();
  private long seq;

  @BeforeEach
  void start() {
    world = new CommandWorld(directory);
    world.nodes.add(Set.copyOf(devices));
  }

  @AfterEach
  void stop() {
    world.stop();
  }

  @Test
  void aNodeGetsSixAndTheRestWaits() {
    askAll(10);

    assertThat(sentIds()).containsExactlyElementsOf(ids(0, PLACES));
    assertThat(world.acknowledged).hasSize(10);
    assertThat(world.answers()).isEmpty();
  }

  @Test
  void eachNodeHasItsOwnPlaces() {
    askAll(10);

    ask(UUID.randomUUID(), Priority.NORMAL);

    assertThat(world.sent).hasSize(PLACES + 1);
  }

  @Test
  void anAnswerOfTheOldestLetsTheNextGo() {
    askAll(10);

    answers(0);

    assertThat(sentIds()).containsExactlyElementsOf(ids(0, PLACES + 1));
  }

  @Test
  void whileTheOldestIsNotAnsweredAnswersOfTheOthersLetNothingGo() {
    askAll(10);

    for (var i = 1; i < PLACES; i++) {
      answers(i);
    }

    assertThat(world.sent).as("the node still knows the oldest").hasSize(PLACES);

    answers(0);
    assertThat(world.sent).hasSize(10);
  }

  @Test
  void theUrgentHasTheLastPlaceAndThenTheFirstTurn() {
    askAll(8);
    var urgent = ask(devices.get(8), Priority.HIGH);
    var second = ask(devices.get(9), Priority.HIGH);

    assertThat(sentIds()).endsWith(urgent.commandId()).hasSize(NodeWindow.MOST);

    for (var i = 0; i < 2; i++) {
      answers(i);
    }
    assertThat(sentIds()).contains(second.commandId());
    assertThat(sentIds().get(NodeWindow.MOST)).isEqualTo(second.commandId());
  }

  @Test
  void anExpiredCommandHoldsNoPlace() {
    askAll(PLACES);
    world.time.advance(Duration.ofSeconds(61));

    ask(devices.get(10), Priority.NORMAL);

    assertThat(world.sent).hasSize(PLACES + 1);
  }

  @Nested
  class WhatWaits {

    CommandMessage waiting;

    @BeforeEach
    void fill() {
      askAll(PLACES);
      waiting = ask(devices.get(10), Priority.NORMAL);
    }

    @Test
    void isAnsweredByTheHubWhenItGrowsTooOld() {
      world.time.advance(Duration.ofSeconds(61));
      world.tick();

      assertExpired(waiting);
      assertThat(sentIds()).doesNotContain(waiting.commandId());
    }

    @Test
    void isAnsweredByTheHubWhenANewerOrderReplacesIt() {
      var newer = ask(devices.get(10), Priority.NORMAL);

      assertExpired(waiting);

      answers(0);
      assertThat(sentIds()).contains(newer.commandId()).doesNotContain(waiting.commandId());
    }

    @Test
    void doesNotRunAfterAnEmergencyStop() {
      world.commands.stopped();
      answers(0);

      assertExpired(waiting);
      assertThat(sentIds()).doesNotContain(waiting.commandId());
    }

    @Test
    void isNotSentForTheCloudsRepeat() {
      world.arrives(devices.get(10), waiting.toBytes());

      assertThat(sentIds()).doesNotContain(waiting.commandId());
      assertThat(world.answers()).isEmpty();
    }

    @Test
    void waitsOnWhenTheHubWasRestarted() {
      world.restart();
      world.forwardAll();
      world.tick();

      assertThat(sentIds()).doesNotContain(waiting.commandId());

      answers(0);
      assertThat(sentIds()).contains(waiting.commandId());
    }

    @Test
    void goesWhenTheFarmsBrokerIsBack() {
      world.farmGoesAway = true;
      answers(0);
      assertThat(sentIds()).doesNotContain(waiting.commandId());
      world.farmGoesAway = false;

      world.tick();

      assertThat(sentIds()).contains(waiting.commandId());
    }

    private void assertExpired(CommandMessage command) {
      assertThat(world.answers())
          .filteredOn(status -> command.commandId().equals(status.commandId()))
          .extracting(StatusMessage::error)
          .containsExactly(CommandError.EXPIRED);
    }
  }

  @Test
  void whatNoNodeCarriesWaitsUntilOneSaysSo() {
    world.everyNodeIsAlone = false;
    var stranger = UUID.randomUUID();
    ask(stranger, Priority.NORMAL);
    assertThat(world.sent).isEmpty();

    world.nodes.add(Set.of(stranger));
    world.tick();

    assertThat(world.sent).hasSize(1);
  }

  @Test
  void whatWasLetGoAndDidNotLeaveIsAnsweredWhenItDies() {
    world.farmGoesAway = true;
    askAll(1);
    world.time.advance(Duration.ofSeconds(61));

    world.tick();

    assertThat(world.answers())
        .extracting(StatusMessage::error)
        .containsExactly(CommandError.EXPIRED);
  }

  @Test
  void whatWasSentJustBeforeTheHubDiedMayHaveRun() {
    askAll(1);
    world.restart();
    world.time.advance(Duration.ofSeconds(61));

    world.tick();
    world.arrives(devices.get(0), asked.get(0).toBytes());

    assertThat(world.answers()).as("only the node knows").isEmpty();
  }

  private void askAll(int count) {
    for (var i = 0; i < count; i++) {
      ask(devices.get(i), Priority.NORMAL);
    }
  }

  private CommandMessage ask(UUID device, Priority priority) {
    var command = world.command(CommandAction.ON, priority);
    asked.add(command);
    world.time.advance(Duration.ofMillis(1));
    world.arrives(device, command.toBytes());
    return command;
  }

  private void answers(int number) {
    var id = asked.get(number).commandId();
    world.nodeAnswers(devices.get(number), ++seq, id, CommandResult.COMPLETED, null);
  }

  private List<UUID> sentIds() {
    return List.copyOf(world.sent).stream().map(CommandMessage::commandId).toList();
  }

  private List<UUID> ids(int from, int to) {
    return asked.subList(from, to).stream().map(CommandMessage::commandId).toList();
  }
}
