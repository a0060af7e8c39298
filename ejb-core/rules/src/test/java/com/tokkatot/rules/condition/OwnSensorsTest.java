package com.tokkatot.rules.condition;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.rules.climate.Birds;
import com.tokkatot.rules.climate.HouseMode;
import com.tokkatot.rules.condition.OwnSensors.Sensor;
import com.tokkatot.rules.condition.Readings.Newest;
import com.tokkatot.rules.json.Presets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OwnSensorsTest {

  private static final UUID COOP = new UUID(1, 1);
  private static final UUID ELSEWHERE = new UUID(1, 2);
  private static final Sensor AIR = air(1, COOP);
  private static final Sensor OTHER_AIR = air(2, COOP);
  private static final Sensor FOREIGN = air(0, ELSEWHERE);
  private static final Sensor WATER = new Sensor(new UUID(2, 3), COOP, Set.of("water_level"));

  @Test
  void ofSeveralSensorsOfACoopTheSameIsMeantInWhateverOrderTheyCome() {
    var expected = Map.of("temperature", AIR.id(), "humidity", AIR.id(), "water_level", WATER.id());

    assertThat(OwnSensors.of(COOP, List.of(FOREIGN, AIR, WATER, OTHER_AIR), null).byMetric())
        .isEqualTo(expected);
    assertThat(OwnSensors.of(COOP, List.of(OTHER_AIR, WATER, AIR, FOREIGN), null).byMetric())
        .isEqualTo(expected);
  }

  @Test
  void whereACoopHasNoneTheFarmsNewestIsMeant() {
    var own = OwnSensors.of(COOP, List.of(FOREIGN), null);

    assertThat(own.byMetric()).isEmpty();
    assertThat(value(own, null)).isEqualTo(99);
  }

  @Test
  void withoutACoopNothingIsChosen() {
    var loose = new Sensor(new UUID(2, 4), null, Set.of("temperature"));

    assertThat(OwnSensors.of(null, List.of(loose, AIR), null).byMetric()).isEmpty();
  }

  @Test
  void aSensorThatIsNamedIsTheOneThatIsMeant() {
    var own = OwnSensors.of(COOP, List.of(AIR, OTHER_AIR), null);

    assertThat(value(own, OTHER_AIR.id())).isEqualTo(2);
    assertThat(value(own, null)).isEqualTo(1);
  }

  @Test
  void theBirdsThatAreMeantAreThoseOfTheCoop() {
    var birds = new Birds(HouseMode.PRE_HEAT, Presets.curves().get(0), null, Instant.EPOCH);
    Readings none = (device, metric) -> Optional.empty();

    assertThat(OwnSensors.of(COOP, List.of(), birds).over(none).target(true, Instant.EPOCH))
        .hasValue(34);
    assertThat(OwnSensors.of(COOP, List.of(), null).over(none).target(true, Instant.EPOCH))
        .hasValue(29);
  }

  private static double value(OwnSensors own, UUID named) {
    Readings farm =
        (device, metric) ->
            Optional.of(
                new Newest(
                    device == null ? 99 : device.getLeastSignificantBits(),
                    Instant.EPOCH,
                    Duration.ofSeconds(30)));
    return own.over(farm).newest(named, "temperature").orElseThrow().value();
  }

  private static Sensor air(long number, UUID coop) {
    return new Sensor(new UUID(2, number), coop, Set.of("temperature", "humidity"));
  }
}
