package com.tokkatot.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.tokkatot.device.Registry;
import com.tokkatot.reading.StoredReading;
import com.tokkatot.reading.TestReadings;
import com.tokkatot.reading.TimeSeries;
import com.tokkatot.report.MetricsQuestion.Figure;
import com.tokkatot.report.MetricsQuestion.Interval;
import com.tokkatot.report.MetricsReport.Point;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import com.tokkatot.wire.Reading;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeviceMetricsTest {

  // A Tuesday, 13:00 in Phnom Penh.
  private static final Instant NOW = Instant.parse("2026-03-03T06:00:00Z");
  private static final LocalDate TODAY = LocalDate.parse("2026-03-03");

  private final Sql sql = TestDatabase.sql();
  private final SettableTime time = new SettableTime(NOW.toString());
  private final TestDatabase.TestFarm farm = TestDatabase.farm(sql);
  private final TimeSeries series = TestReadings.seriesOver(sql, time);
  private final DeviceMetrics metrics = new DeviceMetrics();

  @BeforeEach
  void wire() {
    metrics.sql = sql;
    metrics.time = time;
    metrics.series = series;
    metrics.devices = Registry.devicesOver(sql);
    var readings = new ArrayList<StoredReading>();
    readings.add(reading("temperature", "2026-03-01T16:59:00Z", 24)); // Sunday, one minute to go
    readings.add(reading("temperature", "2026-03-01T17:00:00Z", 30)); // Monday
    readings.add(reading("temperature", "2026-03-02T10:00:00Z", 34));
    readings.add(reading("temperature", "2026-03-03T05:00:00Z", 32)); // today
    readings.add(reading("humidity", "2026-03-03T05:00:00Z", 70));
    series.append(readings);
  }

  @Test
  void aDayIsOneOfTheFarmsCalendar() {
    var report = ask("temperature", TODAY.minusDays(2), Interval.DAY, Figure.AVG);

    assertThat(report.timezone()).isEqualTo("Asia/Phnom_Penh");
    assertThat(report.dataPoints())
        .extracting(Point::timestamp, Point::value, Point::min, Point::max)
        .containsExactly(
            tuple(Instant.parse("2026-02-28T17:00:00Z"), 24.0, 24.0, 24.0),
            tuple(Instant.parse("2026-03-01T17:00:00Z"), 32.0, 30.0, 34.0),
            tuple(Instant.parse("2026-03-02T17:00:00Z"), 32.0, 32.0, 32.0));
  }

  @Test
  void aWeekBeginsOnMonday() {
    var report = ask("temperature", TODAY.minusDays(2), Interval.WEEK, Figure.MAX);

    assertThat(report.dataPoints())
        .extracting(Point::timestamp, Point::value, Point::count)
        .containsExactly(
            tuple(Instant.parse("2026-02-22T17:00:00Z"), 24.0, 1L),
            tuple(Instant.parse("2026-03-01T17:00:00Z"), 34.0, 3L));
  }

  @Test
  void hoursAreGivenWithTheFigureThatWasAskedFor() {
    var report = ask("temperature", TODAY.minusDays(1), Interval.HOUR, Figure.SUM);

    assertThat(report.dataPoints()).extracting(Point::value).containsExactly(30.0, 34.0, 32.0);
  }

  @Test
  void theSummaryIsOfAllReadingsTogether() {
    var summary = ask("temperature", TODAY.minusDays(1), Interval.DAY, Figure.AVG).summary();

    assertThat(summary.avg()).isEqualTo(32);
    assertThat(summary.min()).isEqualTo(30);
    assertThat(summary.max()).isEqualTo(34);
    assertThat(summary.maxAt()).isEqualTo(Instant.parse("2026-03-02T10:00:00Z"));
    assertThat(summary.stddev()).isCloseTo(1.633, within(0.001));
    assertThat(summary.p50()).isEqualTo(32);
    assertThat(summary.count()).isEqualTo(3);
  }

  @Test
  void ofAllMetricsEachHasItsSummary() {
    var report = ask(null, TODAY, Interval.DAY, Figure.AVG);

    assertThat(report.metric()).isEqualTo("all");
    assertThat(report.summary()).isNull();
    assertThat(report.summaries()).containsOnlyKeys("humidity", "temperature");
    assertThat(report.dataPoints()).extracting(Point::unit).containsExactly("%RH", "Cel");
  }

  @Test
  void quantilesAreThereForLongRangesToo() {
    for (var days : List.of(29, 60, 365)) {
      var from = TODAY.minusDays(days);
      assertThat(ask("temperature", from, Interval.DAY, Figure.AVG).summary().p50())
          .isCloseTo(31, within(0.07));
    }
  }

  @Test
  void aSensorThatMeasuredNothingHasNoPoints() {
    var report =
        ask("temperature", LocalDate.parse("2026-01-01"), Interval.DAY, Figure.AVG, "2026-01-31");

    assertThat(report.dataPoints()).isEmpty();
    assertThat(report.summary()).isNull();
  }

  @Test
  void rangesThatAreTooLongOrUpsideDownAreRefusedByName() {
    assertThatThrownBy(() -> ask(null, TODAY.minusDays(400), Interval.HOUR, Figure.AVG))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("at most a year");
    assertThatThrownBy(() -> ask(null, TODAY.plusDays(1), Interval.DAY, Figure.AVG))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("must not be after to");
    assertThatThrownBy(() -> ask("Temp;", TODAY, Interval.DAY, Figure.AVG))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("must be a metric");
  }

  @Test
  void moreThanTheMostPointsAreRefusedByName() {
    sql.update(
        "insert into reading (device_id, metric, taken_at, value, unit, quality)"
            + " select ?, 'm' || n, ?, n, 'Cel', 'good' from generate_series(1, 100001) n",
        farm.light(),
        Instant.parse("2026-03-03T05:00:00Z"));

    assertThatThrownBy(() -> ask(null, TODAY, Interval.HOUR, Figure.AVG))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("more than 100,000 points")
        .extracting("field")
        .isEqualTo("from");
  }

  @Test
  void aDeviceOfAnotherFarmIsNotFound() {
    var other = TestDatabase.farm(sql);
    var question = new MetricsQuestion(other.light(), null, TODAY, TODAY, Interval.DAY, Figure.AVG);

    assertThatThrownBy(() -> metrics.of(farm.id(), question)).isInstanceOf(NotFound.class);
  }

  private MetricsReport ask(String metric, LocalDate from, Interval interval, Figure figure) {
    return ask(metric, from, interval, figure, TODAY.toString());
  }

  private MetricsReport ask(
      String metric, LocalDate from, Interval interval, Figure figure, String to) {
    UUID device = farm.light();
    return metrics.of(
        farm.id(),
        new MetricsQuestion(device, metric, from, LocalDate.parse(to), interval, figure));
  }

  private StoredReading reading(String metric, String at, double value) {
    var unit = metric.equals("humidity") ? "%RH" : "Cel";
    return new StoredReading(
        farm.light(), metric, Instant.parse(at), value, unit, Reading.Quality.GOOD);
  }
}
