package com.tokkatot.command;

import static com.tokkatot.command.CommandState.CANCELLED;
import static com.tokkatot.command.CommandState.COMPLETED;
import static com.tokkatot.command.CommandState.EXPIRED;
import static com.tokkatot.command.CommandState.FAILED;
import static com.tokkatot.command.CommandState.QUEUED;
import static com.tokkatot.command.CommandState.SENT;
import static com.tokkatot.command.CommandState.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CommandStateTest {

  @Test
  void anAnswerMayOvertakeTheNoteThatItWasSent() {
    assertThat(QUEUED.canBecome(COMPLETED)).isTrue();
  }

  @Test
  void aLateTruthBeatsAnEarlyGuess() {
    assertThat(TIMEOUT.canBecome(COMPLETED)).isTrue();
    assertThat(EXPIRED.canBecome(FAILED)).isTrue();
  }

  @Test
  void onlyAQueuedCommandCanBeCancelled() {
    assertThat(QUEUED.canBecome(CANCELLED)).isTrue();
    assertThat(SENT.canBecome(CANCELLED)).isFalse();
  }

  @Test
  void whatWasNeverSentCannotTimeOut() {
    assertThat(QUEUED.canBecome(TIMEOUT)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(CommandState.class)
  void theDevicesAnswerIsNeverTakenBack(CommandState next) {
    assertThat(COMPLETED.canBecome(next)).isFalse();
    assertThat(FAILED.canBecome(next)).isFalse();
  }
}
