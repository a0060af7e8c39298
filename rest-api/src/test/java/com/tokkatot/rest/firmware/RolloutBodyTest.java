package com.tokkatot.rest.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.firmware.RolloutRequest;
import jakarta.json.Json;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class RolloutBodyTest {

  @Test
  void whatIsNotUrgentWaitsForTheNight() {
    var request = read("");

    assertThat(request.atNight()).isTrue();
    assertThat(request.urgentReason()).isNull();
  }

  @Test
  void whatIsUrgentDoesNot() {
    var request = read(", \"urgent\": true, \"urgent_reason\": \"boards can be taken over\"");

    assertThat(request.atNight()).isFalse();
    assertThat(request.urgentReason()).isEqualTo("boards can be taken over");
  }

  @Test
  void urgencyHasAReasonAndAReasonIsOfUrgency() {
    assertThatThrownBy(() -> read(", \"urgent\": true"))
        .hasMessageStartingWith("urgent_reason is missing");
    assertThatThrownBy(() -> read(", \"urgent_reason\": \"it is\""))
        .hasMessageStartingWith("urgent_reason");
    assertThatThrownBy(() -> read(", \"urgent\": \"yes\"")).hasMessageStartingWith("urgent");
    assertThatThrownBy(
            () -> read(", \"urgent\": true, \"urgent_reason\": \"it is\", \"at_night\": true"))
        .hasMessageStartingWith("at_night");
  }

  private static RolloutRequest read(String more) {
    var json = "{\"release_id\": \"0199b6a0-0000-7000-8000-0000000000f1\"" + more + "}";
    try (var reader = Json.createReader(new StringReader(json))) {
      return RolloutBody.read(reader.readValue());
    }
  }
}
