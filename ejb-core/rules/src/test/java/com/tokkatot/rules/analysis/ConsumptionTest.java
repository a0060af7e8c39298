package com.tokkatot.rules.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConsumptionTest {

  private static final double ENOUGH = 1e-9;

  @Test
  void aCounterIsReadFromHourToHour() {
    assertThat(amounts(Consumption.counted(List.of(hour(0, 2, 5), hour(1, 6, 9), hour(2, 9, 9)))))
        .containsExactly(3.0, 4.0, 0.0);
  }

  @Test
  void whatRanInAGapCountsAfterIt() {
    assertThat(amounts(Consumption.counted(List.of(hour(0, 2, 5), hour(7, 50, 52)))))
        .containsExactly(3.0, 47.0);
  }

  @Test
  void aNodeThatRestartedCountsFromNothing() {
    assertThat(amounts(Consumption.counted(List.of(hour(0, 90, 95), hour(1, 1, 4), hour(2, 5, 6)))))
        .as("restarted at the beginning of the hour")
        .containsExactly(5.0, 4.0, 2.0);
    assertThat(
            amounts(Consumption.counted(List.of(hour(0, 90, 95), hour(1, 0, 99), hour(2, 2, 7)))))
        .as("restarted at its end")
        .containsExactly(5.0, 4.0, 7.0);
  }

  @Test
  void aBinLosesWhatIsEatenAndARefillIsNoFood() {
    var hours = List.of(hour(0, 20, 20), hour(1, 18, 18), hour(2, 43, 43), hour(3, 40, 40));

    assertThat(amounts(Consumption.weighed(hours))).containsExactly(2.0, 0.0, 3.0);
  }

  @Test
  void noiseOfAScaleFeedsNobody() {
    var random = new Random(7);
    var hours = new ArrayList<Hour>();
    for (var i = 0; i < 1000; i++) {
      var weight = 50 + Math.max(-0.45, Math.min(0.45, random.nextGaussian() * 0.2));
      hours.add(hour(i, weight, weight));
    }

    var all = amounts(Consumption.weighed(hours)).stream().mapToDouble(Double::doubleValue).sum();

    assertThat(all).isCloseTo(0, within(0.9));
  }

  @Test
  void nothingWasReadSoNothingWasUsed() {
    assertThat(Consumption.counted(List.of())).isEmpty();
    assertThat(Consumption.weighed(List.of())).isEmpty();
    assertThat(Consumption.weighed(List.of(hour(0, 5, 5)))).isEmpty();
  }

  private static List<Double> amounts(List<Consumption> used) {
    return used.stream().map(one -> Math.round(one.amount() / ENOUGH) * ENOUGH).toList();
  }

  private static Hour hour(int after, double least, double most) {
    return new Hour(
        TestCoop.BEGIN.plus(Duration.ofHours(after)), (least + most) / 2, least, most, 2);
  }
}
