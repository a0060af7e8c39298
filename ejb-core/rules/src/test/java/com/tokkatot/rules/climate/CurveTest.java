package com.tokkatot.rules.climate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.rules.climate.Curve.Point;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurveTest {

  private static final Curve CURVE =
      new Curve(
          "test",
          "nobody",
          List.of(new Point(0, 34, 30, 50), new Point(7, 31, 40, 60), new Point(14, 27, 40, 60)));

  @ParameterizedTest(name = "day {0}: {1} Cel, {2} to {3} %RH")
  @CsvSource({
    "-1, 34, 30, 50",
    "0, 34, 30, 50",
    "3.5, 32.5, 35, 55",
    "7, 31, 40, 60",
    "10.5, 29, 40, 60",
    "14, 27, 40, 60",
    "90, 27, 40, 60"
  })
  void betweenItsPointsItIsInterpolated(double age, double temperature, double low, double high) {
    assertThat(CURVE.at(age)).isEqualTo(new Comfort(temperature, low, high));
  }

  @ParameterizedTest(name = "{0} days, {1} Cel: level {2}")
  @CsvSource({"28, 39, 0", "29, 31.9, 0", "29, 32, 1", "40, 35, 2", "40, 37.9, 2", "40, 38, 3"})
  void grownBirdsSufferFromHeatAsSuch(double age, double temperature, int level) {
    assertThat(Comfort.heatStress(age, temperature)).isEqualTo(level);
  }

  @Test
  void aHouseWantsWhatItIsUsedFor() {
    assertThat(HouseMode.EMPTY.wants(CURVE, 7)).isEmpty();
    assertThat(HouseMode.PRE_HEAT.wants(CURVE, 7)).hasValue(CURVE.at(0));
    assertThat(HouseMode.GROWTH.wants(CURVE, 7)).hasValue(CURVE.at(7));
    assertThat(HouseMode.CATCHING.wants(CURVE, 7)).hasValue(CURVE.at(7));
    assertThat(HouseMode.CATCHING.heats()).isFalse();
    assertThat(HouseMode.PRE_HEAT.heats()).isTrue();
    assertThat(HouseMode.named("pre_heat")).isEqualTo(HouseMode.PRE_HEAT);
    assertThatThrownBy(() -> HouseMode.named("PRE_HEAT"))
        .hasMessage("mode must be empty, pre_heat, growth or catching");
  }

  @Test
  void whatIsNoCurveIsRefusedByName() {
    var day = new Point(1, 30, 50, 60);
    assertThatThrownBy(() -> new Curve("a", "b", List.of(day))).hasMessageStartingWith("points");
    assertThatThrownBy(() -> new Curve("a", "b", List.of(day, day)))
        .hasMessageStartingWith("points[1].day");
    assertThatThrownBy(() -> new Point(1, 30, 60, 50)).hasMessageStartingWith("humidity_high");
    assertThatThrownBy(() -> new Point(1, Double.NaN, 50, 60))
        .hasMessageStartingWith("temperature");
  }
}
