package com.tokkatot.rules.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.rules.climate.Birds;
import com.tokkatot.rules.climate.HouseMode;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BirdsJsonTest {

  private static final Instant SAID = Instant.parse("2026-03-05T00:00:00Z");

  @Test
  void theyAreReadAsTheyWereWritten() {
    for (var curve : Presets.curves()) {
      for (var mode : HouseMode.values()) {
        var birds = new Birds(mode, curve, SAID.minusSeconds(86_400), SAID);
        assertThat(BirdsJson.read(BirdsJson.write(birds))).isEqualTo(birds);
      }
    }
    var none = new Birds(HouseMode.GROWTH, Presets.curves().get(0), null, SAID);
    assertThat(BirdsJson.read(BirdsJson.write(none))).isEqualTo(none);
  }

  @Test
  void whatIsWrongIsNamedAndWhatIsNewIsPassedOver() {
    var json =
        BirdsJson.write(new Birds(HouseMode.GROWTH, Presets.curves().get(0), null, SAID))
            .toString();

    assertThat(BirdsJson.read(parse(json.replace("{\"mode\"", "{\"new\":1,\"mode\"")))).isNotNull();
    assertThatThrownBy(() -> BirdsJson.read(parse(json.replace("growth", "grow"))))
        .hasMessageStartingWith("mode must be");
    assertThatThrownBy(() -> BirdsJson.read(parse(json.replace("\"day\":7,", "\"day\":0,"))))
        .hasMessageStartingWith("curve.points[1].day");
    assertThatThrownBy(() -> BirdsJson.read(parse(json.replace("2026-03-05T", "2026-03-05 "))))
        .hasMessageStartingWith("said_at");
  }

  private static JsonObject parse(String text) {
    try (var reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
