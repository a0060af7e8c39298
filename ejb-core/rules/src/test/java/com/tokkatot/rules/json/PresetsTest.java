package com.tokkatot.rules.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.rules.condition.Leaf;
import com.tokkatot.rules.condition.Operator;
import com.tokkatot.rules.json.Presets.Preset;
import com.tokkatot.rules.schedule.Plan.OnCondition;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PresetsTest {

  private static final Instant MADE = Instant.parse("2026-03-01T06:00:00Z");

  static List<Preset> all() {
    return Presets.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void eachIsADefinitionAsSoonAsItHasADevice(Preset preset) {
    var definition = read(preset.definition());

    if (definition.plan() instanceof OnCondition plan && !preset.kind().equals("fan")) {
      assertThat(plan.limits().maxOn()).as("pumps and heaters end").isNotNull();
    }
  }

  @Test
  void eachHasItsOwnNameAndAllUseCasesAreThere() {
    assertThat(all()).extracting(Preset::id).doesNotHaveDuplicates();
    assertThat(all())
        .extracting(Preset::useCase)
        .contains("1B", "1C", "1D", "2A", "2B", "2C", "3A", "3B", "4A", "4B", "4C", "5", "6");
  }

  @Test
  void climatePresetsFollowTheAgeOfTheBirds() {
    assertThat(leaf("fan_by_heat"))
        .isEqualTo(new Leaf(null, "temperature", Operator.MORE, 3, 1.0, true));
    assertThat(leaf("heater_by_cold"))
        .isEqualTo(new Leaf(null, "temperature", Operator.LESS, -2, 0.0, true));
  }

  @Test
  void aCurveOfOnesOwnIsRefusedByTheFieldThatIsWrong() {
    var json =
        Json.createReader(
                new java.io.StringReader(
                    """
                    {"id":"mine","source":"me","points":[
                     {"day":0,"temperature":33,"humidity_low":50,"humidity_high":60},
                     {"day":7,"temperature":50,"humidity_low":50,"humidity_high":60}]}"""))
            .readObject();

    assertThatThrownBy(() -> Presets.curve(json))
        .hasMessage("points[1].temperature must be 10 to 40");
  }

  private static Leaf leaf(String preset) {
    var json =
        all().stream()
            .filter(one -> one.id().equals(preset))
            .findFirst()
            .orElseThrow()
            .definition();
    return (Leaf) ((OnCondition) read(json).plan()).condition();
  }

  private static com.tokkatot.rules.schedule.Definition read(JsonObject json) {
    var devices =
        Json.createArrayBuilder()
            .add(
                Json.createObjectBuilder()
                    .add("device_id", "0199f1c2-7a3b-7c4d-8e5f-0123456789ab"));
    return ScheduleJson.draft(
        Json.createObjectBuilder(json).add("devices", devices).build(), MADE, Set.of());
  }
}
