package com.tokkatot.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.shared.Body;
import com.tokkatot.wire.CommandStep;
import jakarta.json.Json;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class CommandRequestReadTest {

  @Test
  void stepsAreOnOffOrAPercentage() {
    var request =
        sequence(
            "{\"action\":\"on\",\"duration_s\":30},{\"action\":\"off\",\"duration_s\":10},"
                + "{\"value\":40,\"duration_s\":5}");

    assertThat(request.type()).isEqualTo(CommandType.SEQUENCE);
    assertThat(request.steps())
        .containsExactly(new CommandStep(100, 30), new CommandStep(0, 10), new CommandStep(40, 5));
  }

  @Test
  void aWrongFieldOfAStepIsNamed() {
    assertThatThrownBy(() -> sequence("{\"value\":1,\"duration_s\":1},{\"value\":1}"))
        .hasMessage("command_params.steps[1].duration_s must be 1 to 3600");
    assertThatThrownBy(() -> sequence("{\"duration_s\":1}"))
        .hasMessageStartingWith("command_params.steps[0].action");
    assertThatThrownBy(() -> sequence("{\"action\":\"on\",\"value\":1,\"duration_s\":1}"))
        .hasMessageStartingWith("command_params.steps[0].action");
    assertThatThrownBy(() -> sequence("{\"value\":101,\"duration_s\":1}"))
        .hasMessageStartingWith("command_params.steps[0].value");
    assertThatThrownBy(() -> sequence("7")).hasMessageStartingWith("command_params.steps");
  }

  @Test
  void aSequenceWithoutStepsIsRefusedByName() {
    assertThatThrownBy(() -> body("{\"command_type\":\"sequence\"}"))
        .hasMessageStartingWith("command_params.steps");
    assertThatThrownBy(() -> sequence("")).hasMessageStartingWith("command_params.steps");
  }

  @Test
  void stepsGoWithNothingElse() {
    assertThatThrownBy(
            () ->
                body(
                    "{\"command_type\":\"on\",\"command_params\":{\"steps\":[{\"value\":1,"
                        + "\"duration_s\":1}]}}"))
        .hasMessageStartingWith("command_params.steps");
  }

  private static CommandRequest sequence(String steps) {
    return body("{\"command_type\":\"sequence\",\"command_params\":{\"steps\":[" + steps + "]}}");
  }

  private static CommandRequest body(String json) {
    try (var reader = Json.createReader(new StringReader(json))) {
      return CommandRequest.read(Body.of(reader.readObject()));
    }
  }
}
