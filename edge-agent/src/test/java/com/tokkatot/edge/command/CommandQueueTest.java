package com.tokkatot.edge.command;

import static com.tokkatot.edge.TestJournal.parked;
import static com.tokkatot.edge.TestJournal.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.edge.TestJournal;
import com.tokkatot.wire.CommandAction;
import com.tokkatot.wire.CommandMessage;
import com.tokkatot.wire.CommandResult;
import com.tokkatot.wire.DeviceState;
import com.tokkatot.wire.StatusMessage;
import com.tokkatot.wire.StatusMessage.CommandError;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandQueueTest {

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

  @Test
  void aNewCommandIsWrittenDownAcknowledgedAndForwardedWithTheLifeThatIsLeft() {
    var command = world.command(CommandAction.ON);
    world.time.advance(Duration.ofSeconds(10));

    world.arrives(command);

    assertThat(world.acknowledged).hasSize(1);
    assertThat(world.sent).hasSize(1);
    assertThat(world.sent.get(0).ttlMs()).isEqualTo(50_000);
    assertThat(world.sent.get(0).expiresAt()).isNull();
  }

  @Test
  void garbageIsParkedAndAcknowledged() {
    world.arrives(utf8("{\"command_id\":1}"));

    assertThat(world.acknowledged).hasSize(1);
    assertThat(parked(world.journal)).containsExactly("command_id must be a text");
    assertThat(world.sent).isEmpty();
  }

  @Test
  void aCommandWithoutAnExpiryIsParked() {
    world.arrives(
        world.command(CommandAction.ON).forNode(CommandAction.ON, world.time.instant()).toBytes());

    assertThat(parked(world.journal)).containsExactly("expires_at is missing; ttl_ms is for nodes");
  }

  @Test
  void anExpiredCommandIsAnsweredAndNeverForwarded() {
    var command = world.command(CommandAction.ON);
    world.time.advance(Duration.ofMinutes(5));

    world.arrives(command);

    assertThat(world.sent).isEmpty();
    assertThat(world.acknowledged).hasSize(1);
    var answer = world.answers().get(0);
    assertThat(answer.commandId()).isEqualTo(command.commandId());
    assertThat(answer.result()).isEqualTo(CommandResult.REJECTED);
    assertThat(answer.error()).isEqualTo(CommandError.EXPIRED);
  }

  @Test
  void aToggleIsResolvedOnceAndRepeatedAsWhatItBecame() {
    world.nodeSays(1, DeviceState.ON, null);
    var toggle = world.command(CommandAction.TOGGLE);
    world.arrives(toggle);
    world.nodeSays(2, DeviceState.OFF, null); // somebody pressed the button meanwhile

    world.arrives(toggle);

    assertThat(world.sent)
        .extracting(CommandMessage::action)
        .containsExactly(CommandAction.OFF, CommandAction.OFF);
  }

  @Nested
  class WhenTheNodeHasAnswered {

    CommandMessage command;

    @BeforeEach
    void answer() {
      command = world.command(CommandAction.ON);
      world.arrives(command);
      world.nodeSays(1, DeviceState.ON, command.commandId());
    }

    @Test
    void theSameIdGetsTheFirstAnswerAgainAndIsNotForwarded() {
      world.arrives(command);

      assertThat(world.sent).hasSize(1);
      assertThat(world.answers()).hasSize(2);
      assertThat(world.answers().get(1)).isEqualTo(world.answers().get(0));
    }

    @Test
    void evenAfterItsExpiry() {
      world.time.advance(Duration.ofMinutes(5));

      world.arrives(command);

      assertThat(world.answers().get(1).result()).isEqualTo(CommandResult.COMPLETED);
    }

    @Test
    void aLaterStatusDoesNotReplaceTheAnswer() {
      world.nodeSays(2, DeviceState.OFF, command.commandId());

      world.arrives(command);

      assertThat(world.answers().get(2).state()).isEqualTo(DeviceState.ON);
    }

    @Test
    void nothingIsSentAgain() {
      world.time.advance(Duration.ofSeconds(10));
      world.tick();

      assertThat(world.sent).hasSize(1);
    }

    @Test
    void afterADayItIsForgotten() {
      world.time.advance(Duration.ofHours(25));
      TestJournal.ask(
          world.journal,
          store -> {
            world.commands.prune(store);
            return null;
          });

      assertThat(
              TestJournal.<Long>ask(
                  world.journal, store -> store.number("select count(*) from command")))
          .isZero();
    }
  }

  @Nested
  class WhileTheNodeIsSilent {

    CommandMessage command;

    @BeforeEach
    void ask() {
      command = world.command(CommandAction.ON);
      world.arrives(command);
    }

    @Test
    void theCommandIsSentAgainEverySecond() {
      world.time.advance(Duration.ofMillis(900));
      world.tick();
      assertThat(world.sent).hasSize(1);

      world.time.advance(Duration.ofMillis(100));
      world.tick();
      assertThat(world.sent).hasSize(2);
      assertThat(world.sent.get(1).ttlMs()).isEqualTo(59_000);
    }

    @Test
    void theCloudsRepeatIsForwardedAgain() {
      world.arrives(command);

      assertThat(world.sent).hasSize(2);
      assertThat(world.answers()).isEmpty();
    }

    @Test
    void itIsSentAgainWhenTheHubWasRestarted() {
      world.restart();

      world.forwardAll();

      assertThat(world.sent).hasSize(2);
      assertThat(world.sent.get(1).commandId()).isEqualTo(command.commandId());
    }

    @Test
    void afterARestartTheHubStillKnowsThatItMayHaveRun() {
      world.restart();
      world.farmAway = true;
      world.forwardAll();

      world.time.advance(Duration.ofMinutes(2));
      world.tick();

      assertThat(world.answers()).isEmpty();
    }

    @Test
    void afterItsExpiryItIsNotSentAndNotAnsweredForTheNode() {
      world.time.advance(Duration.ofMinutes(2));
      world.tick();
      world.forwardAll();

      assertThat(world.sent).hasSize(1);
      assertThat(world.answers()).as("it may have run: only the node knows").isEmpty();
    }
  }

  @Nested
  class WhileTheFarmsBrokerTakesAndDoesNotSaySo {

    @Test
    void whetherTheCommandRanIsNotForTheHubToSay() {
      world.farmSilent = true;
      world.arrives(world.command(CommandAction.ON));

      world.time.advance(Duration.ofMinutes(2));
      world.tick();

      assertThat(world.sent).isNotEmpty();
      assertThat(world.answers()).isEmpty();
    }
  }

  @Nested
  class WhileTheFarmsBrokerIsAway {

    CommandMessage command;

    @BeforeEach
    void ask() {
      command = world.command(CommandAction.ON);
      world.farmAway = true;
      world.arrives(command);
    }

    @Test
    void theCommandWaitsAndGoesWhenItIsBack() {
      world.farmAway = false;
      world.forwardAll();

      assertThat(world.sent).hasSize(1);
    }

    @Test
    void aCommandThatNeverLeftIsAnsweredWhenItDies() {
      world.time.advance(Duration.ofMinutes(2));
      world.tick();

      assertThat(world.answers())
          .extracting(StatusMessage::error)
          .containsExactly(CommandError.EXPIRED);
      world.tick();
      assertThat(world.answers()).hasSize(1);
    }
  }
}
