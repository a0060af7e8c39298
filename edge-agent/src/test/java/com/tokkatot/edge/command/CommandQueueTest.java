package com.tokkatot.edge.command;

import static com.tokkatot.edge.TestJournal.parked;
import static com.tokkatot.edge.TestJournal.settle;
import static com.tokkatot.edge.TestJournal.utf8;
import static com.tokkatot.edge.TestJournal.waiting;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandQueueTest {

  static final UUID FARM = UUID.randomUUID();
  static final UUID PUMP = UUID.randomUUID();

  @TempDir Path directory;
  final SettableTime time = new SettableTime();
  final List<CommandMessage> sent = Collections.synchronizedList(new ArrayList<>());
  final List<String> acknowledged = Collections.synchronizedList(new ArrayList<>());
  boolean farmAway;
  Journal journal;
  Outbox outbox;
  CommandQueue commands;
  StatusRelay statuses;

  @BeforeEach
  void start() {
    journal = TestJournal.open(directory, time);
    outbox = new Outbox();
    var parked = new Parked(time);
    var twins = new Twins();
    commands = new CommandQueue(FARM, journal, outbox, twins, parked, this::send, time);
    statuses = new StatusRelay(journal, outbox, twins, parked, commands::heard, time);
  }

  @AfterEach
  void stop() {
    journal.close();
  }

  @Test
  void aNewCommandIsWrittenDownAcknowledgedAndForwardedWithTheLifeThatIsLeft() {
    var command = command(CommandAction.ON);
    time.advance(Duration.ofSeconds(10));

    arrives(command);

    assertThat(acknowledged).hasSize(1);
    assertThat(sent).hasSize(1);
    assertThat(sent.get(0).ttlMs()).isEqualTo(50_000);
    assertThat(sent.get(0).expiresAt()).isNull();
  }

  @Test
  void garbageIsParkedAndAcknowledged() {
    arrives(utf8("{\"command_id\":1}"));

    assertThat(acknowledged).hasSize(1);
    assertThat(parked(journal)).containsExactly("command_id must be a text");
    assertThat(sent).isEmpty();
  }

  @Test
  void aCommandWithoutAnExpiryIsParked() {
    arrives(command(CommandAction.ON).forNode(CommandAction.ON, time.instant()).toBytes());

    assertThat(parked(journal)).containsExactly("expires_at is missing; ttl_ms is for nodes");
  }

  @Test
  void anExpiredCommandIsAnsweredAndNeverForwarded() {
    var command = command(CommandAction.ON);
    time.advance(Duration.ofMinutes(5));

    arrives(command);

    assertThat(sent).isEmpty();
    assertThat(acknowledged).hasSize(1);
    var answer = answers().get(0);
    assertThat(answer.commandId()).isEqualTo(command.commandId());
    assertThat(answer.result()).isEqualTo(CommandResult.REJECTED);
    assertThat(answer.error()).isEqualTo(CommandError.EXPIRED);
  }

  @Test
  void aToggleIsResolvedOnceAndRepeatedAsWhatItBecame() {
    nodeSays(1, DeviceState.ON, null);
    var toggle = command(CommandAction.TOGGLE);
    arrives(toggle);
    nodeSays(2, DeviceState.OFF, null); // somebody pressed the button meanwhile

    arrives(toggle);

    assertThat(sent)
        .extracting(CommandMessage::action)
        .containsExactly(CommandAction.OFF, CommandAction.OFF);
  }

  @Nested
  class WhenTheNodeHasAnswered {

    final CommandMessage command = command(CommandAction.ON);

    @BeforeEach
    void answer() {
      arrives(command);
      nodeSays(1, DeviceState.ON, command.commandId());
    }

    @Test
    void theSameIdGetsTheFirstAnswerAgainAndIsNotForwarded() {
      arrives(command);

      assertThat(sent).hasSize(1);
      assertThat(answers()).hasSize(2);
      assertThat(answers().get(1)).isEqualTo(answers().get(0));
    }

    @Test
    void evenAfterItsExpiry() {
      time.advance(Duration.ofMinutes(5));

      arrives(command);

      assertThat(answers().get(1).result()).isEqualTo(CommandResult.COMPLETED);
    }

    @Test
    void aLaterStatusDoesNotReplaceTheAnswer() {
      nodeSays(2, DeviceState.OFF, command.commandId());

      arrives(command);

      assertThat(answers().get(2).state()).isEqualTo(DeviceState.ON);
    }

    @Test
    void nothingIsSentAgain() {
      time.advance(Duration.ofSeconds(10));
      tick();

      assertThat(sent).hasSize(1);
    }

    @Test
    void afterADayItIsForgotten() {
      time.advance(Duration.ofHours(25));
      TestJournal.ask(
          journal,
          store -> {
            commands.prune(store);
            return null;
          });

      assertThat(
              TestJournal.<Long>ask(journal, store -> store.number("select count(*) from command")))
          .isZero();
    }
  }

  @Nested
  class WhileTheNodeIsSilent {

    final CommandMessage command = command(CommandAction.ON);

    @BeforeEach
    void ask() {
      arrives(command);
    }

    @Test
    void theCommandIsSentAgainEveryThreeSeconds() {
      time.advance(Duration.ofSeconds(2));
      tick();
      assertThat(sent).hasSize(1);

      time.advance(Duration.ofSeconds(1));
      tick();
      assertThat(sent).hasSize(2);
      assertThat(sent.get(1).ttlMs()).isEqualTo(57_000);
    }

    @Test
    void theCloudsRepeatIsForwardedAgain() {
      arrives(command);

      assertThat(sent).hasSize(2);
      assertThat(answers()).isEmpty();
    }

    @Test
    void itIsSentAgainWhenTheHubWasRestarted() {
      journal.close();
      start();

      commands.forwardAll();
      settle(journal);

      assertThat(sent).hasSize(2);
      assertThat(sent.get(1).commandId()).isEqualTo(command.commandId());
    }

    @Test
    void afterARestartTheHubStillKnowsThatItMayHaveRun() {
      journal.close();
      start();
      farmAway = true;
      commands.forwardAll();
      settle(journal);

      time.advance(Duration.ofMinutes(2));
      tick();

      assertThat(answers()).isEmpty();
    }

    @Test
    void afterItsExpiryItIsNotSentAndNotAnsweredForTheNode() {
      time.advance(Duration.ofMinutes(2));
      tick();
      commands.forwardAll();
      settle(journal);

      assertThat(sent).hasSize(1);
      assertThat(answers()).as("it may have run: only the node knows").isEmpty();
    }
  }

  @Nested
  class WhileTheFarmsBrokerIsAway {

    final CommandMessage command = command(CommandAction.ON);

    @BeforeEach
    void ask() {
      farmAway = true;
      arrives(command);
    }

    @Test
    void theCommandWaitsAndGoesWhenItIsBack() {
      farmAway = false;
      commands.forwardAll();
      settle(journal);

      assertThat(sent).hasSize(1);
    }

    @Test
    void aCommandThatNeverLeftIsAnsweredWhenItDies() {
      time.advance(Duration.ofMinutes(2));
      tick();

      assertThat(answers()).extracting(StatusMessage::error).containsExactly(CommandError.EXPIRED);
      tick();
      assertThat(answers()).hasSize(1);
    }
  }

  private CompletableFuture<Void> send(UUID device, CommandMessage command) {
    if (farmAway) {
      return CompletableFuture.failedFuture(new IllegalStateException("away"));
    }
    sent.add(command);
    return CompletableFuture.completedFuture(null);
  }

  private CommandMessage command(CommandAction action) {
    return new CommandMessage(
        UUID.randomUUID(),
        null,
        action,
        null,
        null,
        Source.USER,
        Priority.NORMAL,
        time.instant(),
        time.instant().plusSeconds(60),
        null);
  }

  private void arrives(CommandMessage command) {
    arrives(command.toBytes());
  }

  private void arrives(byte[] payload) {
    var topic = Topics.device(FARM, PUMP, Kind.COMMAND);
    commands.received(
        new Address(FARM, PUMP, Kind.COMMAND),
        new Incoming(topic, payload, () -> acknowledged.add(topic)),
        () -> {
          throw new AssertionError("not durable");
        });
    settle(journal);
  }

  private void nodeSays(long seq, DeviceState state, UUID commandId) {
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

  private void tick() {
    commands.tick();
    settle(journal);
  }

  private List<StatusMessage> answers() {
    return waiting(journal, outbox, Stream.EVENT).stream()
        .map(record -> StatusMessage.read(record.payload()))
        .filter(status -> status.commandId() != null)
        .toList();
  }
}
