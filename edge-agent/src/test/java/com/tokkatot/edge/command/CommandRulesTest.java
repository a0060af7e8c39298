package com.tokkatot.edge.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.edge.command.CommandRules.Decision;
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
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandRulesTest {

  static final Instant NOW = Instant.parse("2026-03-01T06:00:00Z");
  static final UUID DEVICE = UUID.randomUUID();
  static final UUID ID = UUID.randomUUID();

  enum Before {
    UNKNOWN,
    WAITING,
    SENT,
    ANSWERED
  }

  @ParameterizedTest(name = "{0}, newer order {1}, {2} s left: {3}")
  @CsvSource({
    "UNKNOWN,  false,  60, ACCEPT",
    "UNKNOWN,  false,   0, ANSWER_EXPIRED",
    "UNKNOWN,  false, -60, ANSWER_EXPIRED",
    "UNKNOWN,  true,   60, ANSWER_EXPIRED",
    "WAITING,  false,  60, WAIT",
    "WAITING,  true,   60, ANSWER_EXPIRED",
    "WAITING,  false, -60, ANSWER_EXPIRED",
    "SENT,     false,  60, FORWARD_AGAIN",
    "SENT,     true,   60, ASK",
    "SENT,     false, -60, WAIT",
    "SENT,     true,  -60, WAIT",
    "ANSWERED, false,  60, ANSWER_AGAIN",
    "ANSWERED, true,   60, ANSWER_AGAIN",
    "ANSWERED, false, -60, ANSWER_AGAIN"
  })
  void theTableOfDecisions(Before before, boolean newer, int secondsLeft, Decision expected) {
    var command = command(CommandAction.ON, NOW.plusSeconds(secondsLeft));
    var answer = before == Before.ANSWERED ? new byte[1] : null;
    var known =
        before == Before.UNKNOWN
            ? Optional.<KnownCommand>empty()
            : Optional.of(
                new KnownCommand(DEVICE, command, before != Before.WAITING, newer, answer));

    assertThat(CommandRules.decide(command, known, newer, NOW)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"ON, OFF", "OFF, ON", "ERROR, ON", "UNKNOWN, ON"})
  void toggleBecomesTheOppositeOfWhatTheDeviceSaid(DeviceState state, CommandAction expected) {
    assertThat(CommandRules.resolved(CommandAction.TOGGLE, Optional.of(twin(state))))
        .isEqualTo(expected);
  }

  @Test
  void toggleOfADeviceThatNeverSpokeSwitchesOn() {
    assertThat(CommandRules.resolved(CommandAction.TOGGLE, Optional.empty()))
        .isEqualTo(CommandAction.ON);
  }

  @Test
  void otherActionsStayAsTheyAre() {
    assertThat(CommandRules.resolved(CommandAction.STOP, Optional.of(twin(DeviceState.ON))))
        .isEqualTo(CommandAction.STOP);
  }

  @Test
  void theAnswerForAnExpiredCommandChangesNoState() {
    var twin = twin(DeviceState.ON);

    var answer = CommandRules.expired(DEVICE, ID, Optional.of(twin), NOW);

    assertThat(answer.order()).isEqualTo(twin.order());
    assertThat(answer.state()).isEqualTo(DeviceState.ON);
    assertThat(answer.commandId()).isEqualTo(ID);
    assertThat(answer.result()).isEqualTo(CommandResult.REJECTED);
    assertThat(answer.error()).isEqualTo(CommandError.EXPIRED);
  }

  @Test
  void withoutATwinTheStateIsUnknownAndOlderThanAll() {
    var answer = CommandRules.expired(DEVICE, ID, Optional.empty(), NOW);

    assertThat(answer.state()).isEqualTo(DeviceState.UNKNOWN);
    assertThat(new OrderKey(0, 0, 1).newerThan(answer.order())).isTrue();
  }

  static CommandMessage command(CommandAction action, Instant expiresAt) {
    return new CommandMessage(
        ID, null, action, null, null, null, Source.USER, Priority.NORMAL, NOW, expiresAt, null);
  }

  static StatusMessage twin(DeviceState state) {
    return new StatusMessage(
        DEVICE,
        NOW,
        new OrderKey(1, 2, 3),
        state,
        null,
        null,
        Trigger.BUTTON,
        null,
        null,
        null,
        null,
        false);
  }
}
