package com.tokkatot.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.wire.CommandAction;
import jakarta.json.Json;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class BodyTest {

  @Test
  void aMissingBodyIsSaidSo() {
    assertThatThrownBy(() -> Body.of(null)).hasMessage("(body) is missing");
  }

  @Test
  void aMissingFieldIsNamed() {
    assertThatThrownBy(() -> body("{}").text("password", 200)).hasMessage("password is missing");
  }

  @Test
  void aFieldOfTheWrongTypeIsNamed() {
    assertThatThrownBy(() -> body("{\"password\":7}").text("password", 200))
        .hasMessage("password must be a text");
  }

  @Test
  void aFieldInsideIsNamedWithItsPath() {
    var params = body("{\"command_params\":{\"value\":\"much\"}}").inside("command_params");

    assertThatThrownBy(() -> params.numberOrNull("value"))
        .isInstanceOf(Invalid.class)
        .hasMessage("command_params.value must be a number");
  }

  @Test
  void anUnknownWordIsNamed() {
    assertThatThrownBy(
            () -> body("{\"command_type\":\"explode\"}").word("command_type", CommandAction.class))
        .hasMessage("command_type does not know 'explode'");
  }

  @Test
  void aNumberTooLargeIsNamed() {
    assertThatThrownBy(() -> body("{\"duration_ms\":1e30}").wholeOrNull("duration_ms"))
        .isInstanceOf(Invalid.class);
  }

  @Test
  void anInstantOfAnotherFormIsNamed() {
    assertThat(body("{\"at\":\"2026-03-01T06:00:00Z\"}").instantOrNull("at")).isNotNull();
    assertThatThrownBy(() -> body("{\"at\":\"tomorrow\"}").instantOrNull("at"))
        .isInstanceOf(Invalid.class)
        .hasMessageStartingWith("at must be an instant");
  }

  @Test
  void aListOfNumbersHoldsNothingElse() {
    assertThat(body("{\"waves\":[1,100]}").wholes("waves", 2)).containsExactly(1L, 100L);
    assertThatThrownBy(() -> body("{\"waves\":[1.5]}").wholes("waves", 2))
        .hasMessage("waves must hold whole numbers only");
  }

  @Test
  void nullIsTheSameAsAbsent() {
    assertThat(body("{\"value\":null}").numberOrNull("value")).isNull();
  }

  private static Body body(String json) {
    try (var reader = Json.createReader(new StringReader(json))) {
      return Body.of(reader.readObject());
    }
  }
}
