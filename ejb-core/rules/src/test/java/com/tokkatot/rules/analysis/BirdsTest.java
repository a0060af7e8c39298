package com.tokkatot.rules.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.tokkatot.rules.analysis.HeatStress.Air;
import com.tokkatot.rules.climate.Curve;
import com.tokkatot.rules.climate.Curve.Point;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BirdsTest {

  private static final Curve CURVE =
      new Curve("test", "nobody", List.of(new Point(0, 34, 30, 50), new Point(10, 24, 40, 60)));

  @Test
  void moistAirIsFeltHotter() {
    assertThat(new Air(32, 100).index()).isCloseTo(32, within(1e-9));
    assertThat(new Air(32, 50).index()).isCloseTo(29.272, within(1e-9));
  }

  @Test
  void hoursOfHeatAreCountedByHowBadTheyAre() {
    var stress =
        HeatStress.of(
            List.of(
                new Air(27, 100),
                new Air(27.8, 100),
                new Air(28.9, 100),
                new Air(29.9, 100),
                new Air(36, 80)));

    assertThat(stress.moderate()).isEqualTo(1);
    assertThat(stress.severe()).isEqualTo(2);
    assertThat(stress.emergency()).isEqualTo(1);
    assertThat(stress.worst()).isCloseTo(34.66, within(0.01));
    assertThat(HeatStress.of(List.of()).worst()).isNaN();
  }

  @Test
  void comfortIsMeasuredByWhatBirdsOfThatAgeWant() {
    // 32 Cel from the first day on: right on day 0, too warm when 27 is wanted.
    var hours = List.of(hour(-24, 32), hour(0, 32), hour(24 * 7, 32), hour(24, 20));

    var comfort = ComfortTime.of(hours, CURVE, TestCoop.BEGIN);

    assertThat(comfort).isEqualTo(new ComfortTime(1, 1, 1));
    assertThat(comfort.percent()).isCloseTo(33.3, within(0.1));
  }

  @Test
  void waterAndFeedAreSharedOutByBirdAndDay() {
    var each = PerBird.of(400, 220, 1000, 2);

    assertThat(each).isEqualTo(new PerBird(200, 110));
    assertThat(each.ratio()).isCloseTo(1.82, within(0.01));
    assertThat(PerBird.of(1, 0, 1, 1).ratio()).isNaN();
    assertThatThrownBy(() -> PerBird.of(1, 1, 0, 1)).hasMessageContaining("birds");
  }

  private static Hour hour(int after, double mean) {
    return new Hour(TestCoop.BEGIN.plus(Duration.ofHours(after)), mean, mean, mean, 1);
  }
}
