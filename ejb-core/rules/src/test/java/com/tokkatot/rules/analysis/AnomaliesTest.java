package com.tokkatot.rules.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.tokkatot.rules.analysis.Anomaly.Kind;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Series with planted faults. */
class AnomaliesTest {

  private final TestCoop coop = new TestCoop(7, 3);

  @Test
  void aCoopThatIsWellHasNone() {
    for (var sensor = 0; sensor < 3; sensor++) {
      assertThat(found(sensor)).as("sensor " + sensor).isEmpty();
    }
  }

  @Test
  void aWildReadingIsAnOutlierOfThatHour() {
    coop.readings[0][TestCoop.hour(200) + 5] += 9;

    var outlier = only(Kind.OUTLIER);

    assertThat(outlier.from()).isEqualTo(TestCoop.BEGIN.plus(Duration.ofHours(200)));
    assertThat(outlier.to()).isEqualTo(TestCoop.BEGIN.plus(Duration.ofHours(201)));
    assertThat(outlier.value() - outlier.expected()).isCloseTo(9, within(1.5));
  }

  @Test
  void hoursOnEndThatAreTooLowAreOneOutlier() {
    add(0, 200, 203, -8);

    var outlier = only(Kind.OUTLIER);

    assertThat(Duration.between(outlier.from(), outlier.to())).isEqualTo(Duration.ofHours(3));
    assertThat(outlier.value()).isLessThan(outlier.expected());
  }

  @Test
  void whatAllSensorsReadIsWeather() {
    for (var sensor = 0; sensor < 3; sensor++) {
      add(sensor, 200, 203, -8);
    }

    assertThat(found(0)).isEmpty();
    assertThat(Anomalies.of("temperature", coop.hours(0), List.of()))
        .as("alone it cannot know")
        .extracting(Anomaly::kind)
        .containsExactly(Kind.OUTLIER);
  }

  @Test
  void theSameReadingForHoursIsStuck() {
    Arrays.fill(coop.readings[0], TestCoop.hour(100), TestCoop.hour(106), 29.3);

    var stuck = only(Kind.STUCK);

    assertThat(stuck.from()).isEqualTo(TestCoop.BEGIN.plus(Duration.ofHours(100)));
    assertThat(stuck.score()).isEqualTo(6);
    assertThat(stuck.value()).isCloseTo(29.3, within(1e-9));
  }

  @Test
  void threeHoursAreNotStuckYet() {
    Arrays.fill(coop.readings[0], TestCoop.hour(100), TestCoop.hour(103), 29.3);

    assertThat(found(0)).noneMatch(one -> one.kind() == Kind.STUCK);
  }

  @Test
  void toTheLastHourItMayBeStuck() {
    Arrays.fill(coop.readings[0], TestCoop.hour(TestCoop.HOURS - 5), coop.readings[0].length, 29.3);

    assertThat(found(0)).extracting(Anomaly::kind).contains(Kind.STUCK);
  }

  @Test
  void humidityAtItsTopMayStandStill() {
    Arrays.fill(coop.readings[0], 99.9);
    assertThat(Anomalies.of("humidity", coop.hours(0), List.of())).isEmpty();

    Arrays.fill(coop.readings[0], 60);
    assertThat(Anomalies.of("humidity", coop.hours(0), List.of())).hasSize(1);
  }

  @Test
  void aSensorThatLeavesTheOthersDrifts() {
    drift(0, 3);

    var drift = only(Kind.DRIFT);

    assertThat(drift.value()).isCloseTo(3, within(0.3));
    assertThat(found(1)).as("the one that is right").isEmpty();
    assertThat(found(2)).isEmpty();
  }

  @Test
  void ofTwoThatPartBothAreTold() {
    drift(0, -3);
    var hours = List.of(coop.hours(0), coop.hours(1));

    assertThat(Anomalies.of("temperature", hours.get(0), List.of(hours.get(1)))).hasSize(1);
    assertThat(Anomalies.of("temperature", hours.get(1), List.of(hours.get(0)))).hasSize(1);
  }

  @Test
  void whatWeKnowNoToleranceOfHasNone() {
    add(0, 200, 203, -8);

    assertThat(Anomalies.of("water_level", coop.hours(0), coop.others(0))).isEmpty();
  }

  @Test
  void fewHoursOrNoneAreTooFewToSay() {
    assertThat(Anomalies.of("temperature", List.of(), List.of())).isEmpty();
    assertThat(Anomalies.of("temperature", coop.hours(0).subList(0, 24), List.of())).isEmpty();
  }

  private List<Anomaly> found(int sensor) {
    return Anomalies.of("temperature", coop.hours(sensor), coop.others(sensor));
  }

  private Anomaly only(Kind kind) {
    var found = found(0);
    assertThat(found).extracting(Anomaly::kind).containsExactly(kind);
    return found.get(0);
  }

  private void add(int sensor, int fromHour, int toHour, double value) {
    for (var i = TestCoop.hour(fromHour); i < TestCoop.hour(toHour); i++) {
      coop.readings[sensor][i] += value;
    }
  }

  private void drift(int sensor, double far) {
    var all = coop.readings[sensor];
    for (var i = 0; i < all.length; i++) {
      all[i] += far * i / all.length;
    }
  }
}
