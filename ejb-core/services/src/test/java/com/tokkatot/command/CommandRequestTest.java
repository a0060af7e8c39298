package com.tokkatot.command;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.shared.Invalid;
import com.tokkatot.wire.CommandMessage.Priority;
import com.tokkatot.wire.CommandStep;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandRequestTest {

  @Test
  void setValueWithoutAValueIsRefusedByName() {
    assertThatThrownBy(() -> request(CommandType.SET_VALUE, null, null))
        .isInstanceOf(Invalid.class)
        .hasMessageStartingWith("command_params.value");
  }

  @Test
  void aValueOverHundredIsRefusedByName() {
    assertThatThrownBy(() -> request(CommandType.SET_VALUE, 101.0, null))
        .hasMessageStartingWith("command_params.value");
  }

  @Test
  void switchingOffForAWhileIsRefusedByName() {
    assertThatThrownBy(() -> request(CommandType.OFF, null, 60_000L))
        .hasMessageStartingWith("command_params.duration_ms");
  }

  @Test
  void moreThanTwoHoursIsRefusedByName() {
    assertThatThrownBy(() -> request(CommandType.ON, null, 7_200_001L))
        .hasMessageStartingWith("command_params.duration_ms");
  }

  @Test
  void onForFiveMinutesIsFine() {
    assertThatCode(() -> request(CommandType.ON, null, 300_000L)).doesNotThrowAnyException();
  }

  @Test
  void anAngleReachesHalfWayRoundAndASpeedDoesNot() {
    assertThatCode(() -> request(CommandType.SET_ANGLE, 180.0, null)).doesNotThrowAnyException();
    assertThatThrownBy(() -> request(CommandType.SET_SPEED, 180.0, null))
        .hasMessageStartingWith("command_params.value");
  }

  @Test
  void aSequenceOfAnHourIsRefusedByName() {
    assertThatThrownBy(
            () -> sequence(List.of(new CommandStep(100, 1800), new CommandStep(0, 1800))))
        .hasMessageStartingWith("command_params.steps");
    assertThatThrownBy(() -> sequence(null)).hasMessageStartingWith("command_params.steps");
  }

  private static CommandRequest sequence(List<CommandStep> steps) {
    return new CommandRequest(null, CommandType.SEQUENCE, null, null, steps, Priority.NORMAL);
  }

  private static CommandRequest request(CommandType action, Double value, Long durationMs) {
    return new CommandRequest(null, action, value, durationMs, null, Priority.NORMAL);
  }
}
