package com.tokkatot.command;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.shared.Invalid;
import com.tokkatot.wire.CommandAction;
import com.tokkatot.wire.CommandMessage.Priority;
import org.junit.jupiter.api.Test;

class CommandRequestTest {

  @Test
  void setValueWithoutAValueIsRefusedByName() {
    assertThatThrownBy(() -> request(CommandAction.SET_VALUE, null, null))
        .isInstanceOf(Invalid.class)
        .hasMessageStartingWith("command_params.value");
  }

  @Test
  void aValueOverHundredIsRefusedByName() {
    assertThatThrownBy(() -> request(CommandAction.SET_VALUE, 101.0, null))
        .hasMessageStartingWith("command_params.value");
  }

  @Test
  void switchingOffForAWhileIsRefusedByName() {
    assertThatThrownBy(() -> request(CommandAction.OFF, null, 60_000L))
        .hasMessageStartingWith("command_params.duration_ms");
  }

  @Test
  void moreThanTwoHoursIsRefusedByName() {
    assertThatThrownBy(() -> request(CommandAction.ON, null, 7_200_001L))
        .hasMessageStartingWith("command_params.duration_ms");
  }

  @Test
  void onForFiveMinutesIsFine() {
    assertThatCode(() -> request(CommandAction.ON, null, 300_000L)).doesNotThrowAnyException();
  }

  private static CommandRequest request(CommandAction action, Double value, Long durationMs) {
    return new CommandRequest(null, action, value, durationMs, Priority.NORMAL);
  }
}
