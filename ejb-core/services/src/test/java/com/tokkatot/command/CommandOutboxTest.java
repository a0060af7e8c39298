package com.tokkatot.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.device.StatusesObserved;
import com.tokkatot.live.LiveEventsTest;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import com.tokkatot.wire.CommandResult;
import com.tokkatot.wire.DeviceState;
import com.tokkatot.wire.OrderKey;
import com.tokkatot.wire.StatusMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CommandOutboxTest {

  private final SettableTime time = new SettableTime("2026-03-01T06:00:00Z");
  private final Sql sql = TestDatabase.sql();
  private final TestDatabase.TestFarm farm = TestDatabase.farm(sql);
  private final CommandOutbox outbox = new CommandOutbox();
  private final CommandFinisher finisher = new CommandFinisher();

  // Before any nested class asks for its own: the outbox looks at all farms of the shared database.
  {
    sql.update("update command set state = 'cancelled' where state in ('queued', 'sent')");
  }

  @BeforeEach
  void wire() {
    outbox.sql = sql;
    outbox.live = LiveEventsTest.over(sql);
    finisher.sql = sql;
    finisher.time = time;
  }

  @Nested
  class WhenNobodySentIt {

    private final UUID command = queued();

    @Test
    void aFreshRowIsLeftToItsHandOver() {
      assertThat(outbox.due(time.instant(), false)).isEmpty();
    }

    @Test
    void aMissedRowIsLeasedOnce() {
      time.advance(Duration.ofSeconds(2));

      assertThat(outbox.due(time.instant(), false))
          .extracting(OutgoingCommand::id)
          .containsExactly(command);
      assertThat(outbox.due(time.instant(), false)).isEmpty();
    }

    @Test
    void allRowsAreTakenInTheirOrderAfterAnOutage() {
      time.advance(Duration.ofMillis(1));
      var second = queued();

      assertThat(outbox.due(time.instant(), true))
          .extracting(OutgoingCommand::id)
          .containsExactly(command, second);
    }

    @Test
    void itDiesOfOldAge() {
      time.advance(Duration.ofMinutes(5));

      assertThat(outbox.due(time.instant(), true)).isEmpty();
      outbox.giveUp(time.instant());
      assertThat(state(command)).isEqualTo("expired");
    }
  }

  @Nested
  class WhenItWasSent {

    private final UUID command = queued();

    @BeforeEach
    void send() {
      outbox.due(time.instant(), true);
      outbox.sent(List.of(new SentCommand(command, time.instant())));
    }

    @Test
    void itIsSentAgainWhileNobodyAnswers() {
      time.advance(Duration.ofSeconds(6));

      assertThat(outbox.due(time.instant(), false)).hasSize(1);
      assertThat(state(command)).isEqualTo("sent");
    }

    @Test
    void itTimesOutAfterThirtySecondsAndALateTruthStillCounts() {
      time.advance(Duration.ofSeconds(30));
      outbox.giveUp(time.instant());
      assertThat(state(command)).isEqualTo("timeout");

      answer(CommandResult.COMPLETED, null);

      assertThat(state(command)).isEqualTo("completed");
    }

    @Test
    void theFirstAnswerCounts() {
      answer(CommandResult.REJECTED, StatusMessage.CommandError.INTERLOCK);
      answer(CommandResult.COMPLETED, null);

      assertThat(state(command)).isEqualTo("failed");
    }

    @Test
    void anAnswerIsNotUndoneByTheNoteThatItWasSent() {
      answer(CommandResult.COMPLETED, null);

      outbox.sent(List.of(new SentCommand(command, time.instant())));

      assertThat(state(command)).isEqualTo("completed");
    }

    @Test
    void anotherDevicesAnswerDoesNotCount() {
      answer(TestDatabase.farm(sql).light(), CommandResult.COMPLETED, null);

      assertThat(state(command)).isEqualTo("sent");
    }

    private void answer(CommandResult result, StatusMessage.CommandError error) {
      answer(farm.light(), result, error);
    }

    private void answer(UUID device, CommandResult result, StatusMessage.CommandError error) {
      var status =
          new StatusMessage(
              device,
              time.instant(),
              new OrderKey(1, 1, 1),
              DeviceState.ON,
              null,
              null,
              StatusMessage.Trigger.COMMAND,
              command,
              result,
              error,
              null,
              false);
      finisher.finish(new StatusesObserved(List.of(status), List.of(), new ArrayList<>()));
    }
  }

  @ParameterizedTest(name = "from {0}")
  @EnumSource(CommandState.class)
  void noStatementMovesACommandWhereItsStateMayNotGo(CommandState from) {
    var moves =
        List.<Consumer<UUID>>of(
            id -> outbox.sent(List.of(new SentCommand(id, time.instant()))),
            id -> outbox.maybeSent(List.of(id), time.instant()),
            id -> outbox.due(time.instant(), true),
            id -> outbox.cancel(id, time.instant()),
            id -> outbox.giveUp(time.instant()),
            id -> outbox.giveUp(time.instant().plus(Command.SAFE_LIFE)),
            id -> finish(id, CommandResult.COMPLETED, null),
            id -> finish(id, CommandResult.FAILED, StatusMessage.CommandError.HARDWARE),
            id -> finish(id, CommandResult.REJECTED, StatusMessage.CommandError.EXPIRED),
            id -> finish(id, CommandResult.UNSURE, null));
    var reached = EnumSet.noneOf(CommandState.class);
    for (var move : moves) {
      var id = queued();
      sql.update("update command set state = ?, sent_at = issued_at where id = ?", from, id);
      time.advance(CommandOutbox.ANSWER_TIME);

      move.accept(id);

      var to = CommandState.valueOf(state(id).toUpperCase(Locale.ROOT));
      assertThat(to == from || from.canBecome(to)).as("%s became %s", from, to).isTrue();
      reached.add(to);
    }
    if (!from.isFinal()) {
      assertThat(reached).contains(CommandState.COMPLETED, CommandState.FAILED);
    }
  }

  private void finish(UUID command, CommandResult result, StatusMessage.CommandError error) {
    var status =
        new StatusMessage(
            farm.light(),
            time.instant(),
            new OrderKey(1, 1, 1),
            DeviceState.ON,
            null,
            null,
            StatusMessage.Trigger.COMMAND,
            command,
            result,
            error,
            null,
            false);
    finisher.finish(new StatusesObserved(List.of(status), List.of(), new ArrayList<>()));
  }

  private UUID queued() {
    var id = UUID.randomUUID();
    sql.update(
        "insert into command (id, farm_id, device_id, action, source, priority, state, issued_at,"
            + " expires_at) values (?, ?, ?, 'on', 'user', 'normal', 'queued', ?, ?)",
        id,
        farm.id(),
        farm.light(),
        time.instant(),
        time.instant().plus(Command.LIFE));
    return id;
  }

  private String state(UUID command) {
    return sql.query("select state from command where id = ?", row -> row.getString(1), command)
        .get(0);
  }
}
