package com.tokkatot.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.tokkatot.device.Registry;
import com.tokkatot.reading.StoredReading;
import com.tokkatot.reading.TestReadings;
import com.tokkatot.reading.TimeSeries;
import com.tokkatot.report.MetricsAnalysis.Finding;
import com.tokkatot.report.MetricsQuestion.Figure;
import com.tokkatot.report.MetricsQuestion.Interval;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import com.tokkatot.wire.Reading;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A week of two sensors of a coop that grows warmer day by day. */
class DeviceAnalysisTest {

  private static final Instant NOW = Instant.parse("2026-03-08T16:00:00Z");
  private static final LocalDate TODAY = LocalDate.parse("2026-03-08");
  private static final int MINUTES = 7 * 24 * 60;
  private static final int PERIOD = 10;

  private final Sql sql = TestDatabase.sql();
  private final SettableTime time = new SettableTime(NOW.toString());
  private final TestDatabase.TestFarm farm = TestDatabase.farm(sql);
  private final TimeSeries series = TestReadings.seriesOver(sql, time);
  private final DeviceMetrics metrics = new DeviceMetrics();
  private final UUID coop = UUID.randomUUID();
  private final UUID second = UUID.randomUUID();
  private final Random random = new Random(5);

  @BeforeEach
  void wire() {
    metrics.sql = sql;
    metrics.time = time;
    metrics.series = series;
    metrics.devices = Registry.devicesOver(sql);
    sql.update("insert into coop (id, farm_id, name) values (?, ?, 'C')", coop, farm.id());
    sql.update(
        "insert into device (id, farm_id, node_id, coop_id, name, kind, type)"
            + " values (?, ?, ?, ?, 'Second', 'light', 'relay')",
        second,
        farm.id(),
        farm.node(),
        coop);
    sql.update("update device set coop_id = ? where id = ?", coop, farm.light());
  }

  @Test
  void aTrendIsToldWithHowSureItIs() {
    write(farm.light(), "temperature", 0, 0);

    var slope = ask(Analysis.TREND).trends().get(0);

    assertThat(slope.metric()).isEqualTo("temperature");
    assertThat(slope.perDay()).isCloseTo(0.5, within(0.1));
    assertThat(slope.isSure()).isTrue();
  }

  @Test
  void whatOneSensorAloneReadsIsAnAnomaly() {
    write(farm.light(), "temperature", 5000, 12);
    write(second, "temperature", 0, 0);

    assertThat(ask(Analysis.ANOMALY).anomalies())
        .extracting(Finding::metric, Finding::kind)
        .containsExactly(tuple("temperature", "outlier"));
  }

  @Test
  void whatTheOtherSensorReadsTooIsWeather() {
    write(farm.light(), "temperature", 5000, 12);
    write(second, "temperature", 5000, 12);

    assertThat(ask(Analysis.ANOMALY).anomalies()).isEmpty();
  }

  @Test
  void heatAndComfortAreOfThePresentFlock() {
    write(farm.light(), "temperature", 0, 0);
    write(farm.light(), "humidity", 0, 0);
    sql.update(
        "insert into flock (id, coop_id, breed, placed_at, bird_count, created_at)"
            + " values (?, ?, 'Cobb', ?, 1000, ?)",
        UUID.randomUUID(),
        coop,
        TODAY.minusDays(3),
        time.instant());

    var climate = ask(Analysis.CLIMATE).climate();

    assertThat(climate.worstIndex()).isBetween(29.0, 31.0);
    assertThat(climate.coldHours()).isPositive();
    assertThat(climate.comfortHours() + climate.coldHours() + climate.warmHours())
        .as("since the birds came")
        .isEqualTo(3 * 24 + 23);
  }

  @Test
  void whatWasNotAskedForIsNotThere() {
    write(farm.light(), "temperature", 0, 0);

    assertThat(report(Set.of()).analysis()).isNull();
    var trend = ask(Analysis.TREND);
    assertThat(trend.anomalies()).isEmpty();
    assertThat(trend.climate()).isNull();
  }

  @Test
  void aRangeTooLongForHoursIsRefusedByName() {
    var question = question(TODAY.minusDays(93));

    assertThatThrownBy(() -> metrics.of(farm.id(), question, EnumSet.of(Analysis.ANOMALY)))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("92 days");
    assertThat(metrics.of(farm.id(), question, EnumSet.of(Analysis.TREND)).analysis()).isNotNull();
  }

  private MetricsAnalysis ask(Analysis analysis) {
    return report(EnumSet.of(analysis)).analysis();
  }

  private MetricsReport report(Set<Analysis> wanted) {
    return metrics.of(farm.id(), question(TODAY.minusDays(7)), wanted);
  }

  private MetricsQuestion question(LocalDate from) {
    return new MetricsQuestion(farm.light(), null, from, TODAY, Interval.DAY, Figure.AVG);
  }

  /** Half a degree more each day, with noise; at one minute something is added for an hour. */
  private void write(UUID device, String metric, int atMinute, double added) {
    List<StoredReading> readings = new ArrayList<>();
    var begin = NOW.minus(Duration.ofMinutes(MINUTES));
    for (var minute = 0; minute < MINUTES; minute += PERIOD) {
      var wave = 2 * Math.sin(2 * Math.PI * minute / (24 * 60));
      var value = 26 + 0.5 * minute / (24 * 60) + wave + random.nextGaussian() * 0.1;
      var extra = atMinute > 0 && minute >= atMinute && minute < atMinute + 60 ? added : 0;
      readings.add(
          new StoredReading(
              device,
              metric,
              begin.plus(Duration.ofMinutes(minute)),
              metric.equals("humidity") ? 80 : value + extra,
              metric.equals("humidity") ? "%RH" : "Cel",
              Reading.Quality.GOOD));
    }
    series.append(readings);
  }
}
