package com.tokkatot.rules.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.tokkatot.rules.analysis.Trend.Point;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrendTest {

  private final Random random = new Random(3);

  @Test
  void aLineIsItsSlope() {
    var trend = Trend.of(days(10, day -> 20 + 0.5 * day)).orElseThrow();

    assertThat(trend.perDay()).isCloseTo(0.5, within(1e-9));
    assertThat(trend.isSure()).isTrue();
    assertThat(trend.points()).isEqualTo(10);
  }

  @Test
  void wildPointsDoNotMoveIt() {
    var trend =
        Trend.of(days(30, day -> day % 7 == 3 ? 500 : 20 + 0.5 * day + noise())).orElseThrow();

    assertThat(trend.perDay()).isCloseTo(0.5, within(0.05));
  }

  @Test
  void theIntervalHoldsTheTrueSlope95TimesOf100() {
    var held =
        IntStream.range(0, 1000)
            .filter(
                i -> {
                  var trend = Trend.of(days(30, day -> 0.1 * day + noise())).orElseThrow();
                  return trend.low() <= 0.1 && trend.high() >= 0.1;
                })
            .count();

    assertThat(held).isBetween(930L, 970L);
  }

  @Test
  void noiseAloneIsNotSure() {
    assertThat(Trend.of(days(30, day -> noise())).orElseThrow().isSure()).isFalse();
  }

  @Test
  void fourPointsAreTooFew() {
    assertThat(Trend.of(days(4, day -> day))).isEmpty();
    assertThat(Trend.of(days(5, day -> day))).isPresent();
  }

  @Test
  void ofManyPointsSomeDo() {
    var trend = Trend.of(days(1800, day -> day)).orElseThrow();

    assertThat(trend.points()).isLessThanOrEqualTo(Trend.MOST_POINTS);
    assertThat(trend.perDay()).isCloseTo(1, within(1e-9));
  }

  private double noise() {
    return random.nextGaussian() * 0.5;
  }

  private static List<Point> days(int count, IntToDoubleFunction value) {
    return IntStream.range(0, count)
        .mapToObj(
            day -> new Point(TestCoop.BEGIN.plus(Duration.ofDays(day)), value.applyAsDouble(day)))
        .toList();
  }
}
