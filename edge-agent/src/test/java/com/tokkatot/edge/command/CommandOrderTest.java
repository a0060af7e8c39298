package com.tokkatot.edge.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.tokkatot.wire.CommandAction;
import com.tokkatot.wire.CommandMessage;
import com.tokkatot.wire.CommandMessage.Priority;
import com.tokkatot.wire.CommandStep;
import com.tokkatot.wire.StatusMessage;
import com.tokkatot.wire.StatusMessage.CommandError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of several orders goes first, and which goes no more. */
class CommandOrderTest {

  @TempDir Path directory;
  CommandWorld world;

  @BeforeEach
  void start() {
    world = new CommandWorld(directory);
  }

  @AfterEach
  void stop() {
    world.stop();
  }

  @Nested
  class WhenANewerOrderForTheDeviceCame {

    CommandMessage older;
    CommandMessage newer;

    @BeforeEach
    void ask() {
      older = world.command(CommandAction.ON);
      world.time.advance(Duration.ofMillis(400));
      newer = world.command(CommandAction.OFF);
    }

    @Test
    void theOlderIsOnlyAskedAfterAndCanNoLongerRun() {
      world.arrives(older);
      world.arrives(newer);
      world.time.advance(Duration.ofSeconds(3));

      world.tick();

      assertThat(world.sent)
          .extracting(CommandMessage::commandId, CommandMessage::ttlMs)
          .containsExactly(
              tuple(older.commandId(), 59_600L),
              tuple(newer.commandId(), 60_000L),
              tuple(older.commandId(), 0L),
              tuple(newer.commandId(), 57_000L));
    }

    @Test
    void theCloudsRepeatOfTheOlderGoesOutAsAQuestion() {
      world.arrives(older);
      world.arrives(newer);

      world.arrives(older);

      assertThat(world.sent.get(2).ttlMs()).isZero();
      assertThat(world.answers()).as("it may have run: only the node knows").isEmpty();
    }

    @Test
    void theHubStillKnowsAfterARestart() {
      world.arrives(older);
      world.arrives(newer);
      world.restart();

      world.forwardAll();

      assertThat(world.sent.subList(2, 4))
          .extracting(CommandMessage::ttlMs)
          .containsExactly(0L, 60_000L);
    }

    @Test
    void anOlderThatComesLateIsRefusedAndNeverSent() {
      world.arrives(newer);

      world.arrives(older);

      assertThat(world.sent).hasSize(1);
      assertThat(world.answers())
          .extracting(StatusMessage::commandId, StatusMessage::error)
          .containsExactly(tuple(older.commandId(), CommandError.EXPIRED));
    }

    @Test
    void anotherDevicesOrderChangesNothing() {
      world.arrives(UUID.randomUUID(), newer.toBytes());

      world.arrives(older);

      assertThat(world.sent).hasSize(2);
      assertThat(world.answers()).isEmpty();
    }
  }

  @Test
  void whatWaitsGoesOutTheUrgentFirst() {
    var low = world.command(CommandAction.ON, Priority.LOW);
    var normal = world.command(CommandAction.ON, Priority.NORMAL);
    var high = world.command(CommandAction.OFF, Priority.HIGH);
    world.farmAway = true;
    for (var command : List.of(low, normal, high)) {
      world.arrives(UUID.randomUUID(), command.toBytes());
    }
    world.farmAway = false;

    world.forwardAll();

    assertThat(world.sent)
        .extracting(CommandMessage::commandId)
        .containsExactly(high.commandId(), normal.commandId(), low.commandId());
  }

  @Test
  void aSequenceKeepsItsStepsOnTheWay() {
    var feeding = List.of(new CommandStep(100, 30), new CommandStep(0, 10));
    var plain = world.command(CommandAction.ON);
    world.arrives(
        new CommandMessage(
            plain.commandId(),
            null,
            CommandAction.SEQUENCE,
            null,
            null,
            feeding,
            plain.source(),
            plain.priority(),
            plain.issuedAt(),
            plain.expiresAt(),
            null));
    world.restart();

    world.forwardAll();

    assertThat(world.sent).extracting(CommandMessage::steps).containsExactly(feeding, feeding);
  }

  @Test
  void whatWasUnderWayWhenAnEmergencyStopCameIsOnlyAskedAfterAlsoAfterARestart() {
    var command = world.command(CommandAction.ON);
    world.arrives(command);
    world.commands.stopped();
    world.restart();

    world.forwardAll();
    world.arrives(command);

    assertThat(world.sent)
        .extracting(CommandMessage::commandId, CommandMessage::ttlMs)
        .containsExactly(
            tuple(command.commandId(), 60_000L),
            tuple(command.commandId(), 0L),
            tuple(command.commandId(), 0L));
  }
}
