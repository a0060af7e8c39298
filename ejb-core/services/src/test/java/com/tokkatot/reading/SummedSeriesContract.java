package com.tokkatot.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every time-series store must do besides, while rollups sum it up. */
abstract class SummedSeriesContract extends TimeSeriesContract {

  /** Which of two values for one reading stands. */
  abstract double standing(double first, double last);

  @Test
  void ofTwoValuesForOneReadingOneStandsInAnswersAndSums() {
    series().append(List.of(reading("temperature", 0, 20)));
    sumUpTwoHoursLater();
    series().append(List.of(reading("temperature", 0, 30)));
    sumUp();

    var stands = standing(20, 30);
    assertThat(all()).extracting(StoredReading::value).containsExactly(stands);
    assertThat(series().hours(device, null, NOW, NOW.plusSeconds(3600)))
        .extracting(Aggregate::count, Aggregate::mean)
        .containsExactly(tuple(1L, stands));
  }

  @Test
  void lateDoubledAndDisorderedReadingsGiveTheSumsOfOrderedOnes() {
    var ordered = new ArrayList<StoredReading>();
    for (var i = 0; i < 240; i++) {
      ordered.add(reading("temperature", i * 15L, 20 + i % 17));
    }
    var shuffled = new ArrayList<>(ordered);
    shuffled.addAll(ordered.subList(50, 120));
    Collections.shuffle(shuffled, new Random(7));
    series().append(shuffled.subList(0, 100));
    sumUpTwoHoursLater();
    series().append(shuffled.subList(100, shuffled.size()));
    sumUp();
    var late = sums();

    install();
    time.advance(Duration.ofHours(-2));
    series().append(copied(ordered));
    sumUpTwoHoursLater();

    assertThat(late).isEqualTo(sums());
    assertThat(late).contains("count=240", "least=20.0", "most=36.0");
  }

  @Test
  void hoursThatAreOverAreInTheTierAndTheRunningOneIsAdded() {
    series().append(List.of(reading("temperature", 60, 30), reading("temperature", 7200, 20)));
    sumUpTwoHoursLater();

    assertThat(
            sql()
                .query(
                    "select count from reading_hour where device_id = ?",
                    row -> row.getLong("count"),
                    device))
        .containsExactly(1L);
    assertThat(series().hours(device, null, NOW, NOW.plusSeconds(3 * 3600)))
        .extracting(Aggregate::mean)
        .containsExactly(30.0, 20.0);
    assertThat(
            series()
                .days(device, "temperature", TODAY, TODAY.plusDays(1), PHNOM_PENH)
                .get(0)
                .count())
        .isEqualTo(2);
  }

  /** All answers about sums, without what tells one device from another. */
  private String sums() {
    return (series().hours(device, null, NOW, NOW.plusSeconds(7200))
            + " "
            + series().days(device, null, TODAY, TODAY.plusDays(1), PHNOM_PENH)
            + " "
            + quantiles(TODAY.minusDays(10)))
        .replace(device.toString(), "device");
  }

  private List<StoredReading> copied(List<StoredReading> readings) {
    return readings.stream()
        .map(
            one ->
                new StoredReading(
                    device, one.metric(), one.timestamp(), one.value(), one.unit(), one.quality()))
        .toList();
  }

  private void sumUpTwoHoursLater() {
    time.advance(Duration.ofHours(2));
    sumUp();
  }
}
