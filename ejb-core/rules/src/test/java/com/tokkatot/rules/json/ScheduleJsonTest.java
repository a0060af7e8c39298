package com.tokkatot.rules.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.tokkatot.rules.InvalidRule;
import com.tokkatot.rules.Vectors;
import com.tokkatot.rules.schedule.Plan.InCycles;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScheduleJsonTest {

  private static final Instant MADE = Instant.parse("2026-03-01T06:00:00.123456Z");
  private static final JsonObject FEEDING =
      Vectors.of("/definitions.json").findFirst().orElseThrow().getJsonObject("definition");

  static Stream<JsonObject> samples() {
    return Vectors.of("/definitions.json");
  }

  static Stream<JsonObject> broken() {
    return Vectors.of("/definitions-broken.json");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void whatIsReadIsWrittenTheSame(JsonObject sample) {
    var json = sample.getJsonObject("definition");

    assertThat(ScheduleJson.write(ScheduleJson.read(json))).isEqualTo(json);
    assertThat(ScheduleJson.draft(json, MADE, Set.of())).isEqualTo(ScheduleJson.read(json));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void whatIsWrongIsRefusedByItsPath(JsonObject sample) {
    var json = changed(FEEDING, sample.getJsonObject("change"));

    var refused =
        catchThrowableOfType(
            InvalidRule.class, () -> ScheduleJson.draft(without(json), null, Set.of()));

    assertThat(refused).as(sample.toString()).isNotNull();
    assertThat(refused.field()).isEqualTo(sample.getString("field"));
    assertThat(refused.reason()).isEqualTo(sample.getString("reason"));
  }

  @Test
  void manyDefinitionsComeBackAsTheyWere() {
    var random = new Random(20260301);
    for (var i = 0; i < 400; i++) {
      var definition = RandomDefinitions.next(random);

      var json = ScheduleJson.write(definition);

      assertThat(ScheduleJson.read(json)).as(json.toString()).isEqualTo(definition);
      assertThat(ScheduleJson.draft(json, MADE, Set.of())).isEqualTo(definition);
    }
  }

  @Test
  void whateverIsDamagedIsReadOrRefusedByName() {
    var random = new Random(20260302);
    for (var i = 0; i < 400; i++) {
      var json = ScheduleJson.write(RandomDefinitions.next(random));
      var damaged = Damage.of(json, random);
      try {
        ScheduleJson.draft(damaged.asJsonObject(), MADE, Set.of());
      } catch (InvalidRule e) {
        assertThat(e.field()).as(damaged.toString()).isNotBlank();
      }
    }
  }

  @Test
  void aNewerCloudsFieldsAreIgnoredByAHubAndRefusedOfAPerson() {
    var newer = changed(FEEDING, Json.createObjectBuilder().add("colour", "red").build());

    assertThat(ScheduleJson.read(newer)).isEqualTo(ScheduleJson.read(FEEDING));
    assertThatThrownBy(() -> ScheduleJson.draft(newer, MADE, Set.of("name")))
        .hasMessage("colour means nothing here");
    assertThat(ScheduleJson.draft(newer, MADE, Set.of("name", "colour"))).isNotNull();
  }

  @Test
  void aDraftsCycleBeginsWhenItWasMade() {
    var json =
        changed(
            FEEDING,
            Json.createObjectBuilder()
                .add("schedule_type", "duration_based")
                .addNull("cron_expression")
                .addNull("action_duration")
                .add("on_duration", 5)
                .add("off_duration", 10)
                .build());

    var plan = ScheduleJson.draft(json, MADE, Set.of()).plan();

    assertThat(((InCycles) plan).anchor()).isEqualTo(Instant.parse("2026-03-01T06:00:00Z"));
    assertThatThrownBy(() -> ScheduleJson.read(json)).hasMessageStartingWith("anchor is needed");
  }

  @Test
  void aConditionIsNeverTooDeepForTheStack() {
    JsonValue condition =
        Json.createObjectBuilder()
            .add("metric", "temperature")
            .add("operator", ">")
            .add("value", 30)
            .build();
    for (var i = 0; i < 8; i++) {
      condition = Json.createObjectBuilder().add("not", condition).build();
    }
    var json = changed(FEEDING, Json.createObjectBuilder().add("condition", condition).build());

    assertThatThrownBy(() -> ScheduleJson.read(json)).hasMessageEndingWith("is more than 8 deep");
  }

  private static JsonObject changed(JsonObject json, JsonObject change) {
    var builder = Json.createObjectBuilder(json);
    change.forEach(builder::add);
    return builder.build();
  }

  /** Plain feeding has a duration, which most changes do not go with. */
  private static JsonObject without(JsonObject json) {
    if (!json.get("action_duration").equals(Json.createValue(900))) {
      return json;
    }
    return Json.createObjectBuilder(json).remove("action_duration").build();
  }
}
