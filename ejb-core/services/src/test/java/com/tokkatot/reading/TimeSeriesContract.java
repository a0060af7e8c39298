package com.tokkatot.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import com.tokkatot.wire.Reading;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every time-series store must do; each adapter has a test that extends this. */
abstract class TimeSeriesContract {

  static final Instant NOW = Instant.parse("2026-03-01T06:00:00Z");

  static final ZoneId PHNOM_PENH = ZoneId.of("Asia/Phnom_Penh");

  static final LocalDate TODAY = LocalDate.parse("2026-03-01");

  final SettableTime time = new SettableTime(NOW.toString());
  UUID device;

  abstract TimeSeries series();

  /** Where its sums are. */
  abstract Sql sql();

  @BeforeEach
  void install() {
    device = TestDatabase.farm(sql()).light();
    sql().update("truncate reading_hour, reading_day, reading_late, reading_summed");
    // Eight days back would be the first start's work, here of every test.
    sql().update("insert into reading_summed (until) values (?)", NOW);
  }

  @Test
  void theSameReadingTwiceIsOneReading() {
    series().append(List.of(reading("temperature", 0, 28.5)));
    series().append(List.of(reading("temperature", 0, 28.5), reading("humidity", 0, 65)));

    assertThat(all()).hasSize(2);
  }

  @Test
  void historyIsNewestFirstWithinItsRange() {
    series()
        .append(
            List.of(
                reading("temperature", 0, 1),
                reading("temperature", 30, 2),
                reading("temperature", 60, 3)));

    var found = series().history(device, "temperature", NOW, NOW.plusSeconds(60), 10);

    assertThat(found).extracting(StoredReading::value).containsExactly(2.0, 1.0);
  }

  @Test
  void historyKnowsOneMetricOrAll() {
    series().append(List.of(reading("temperature", 0, 1), reading("humidity", 0, 2)));

    assertThat(series().history(device, "humidity", NOW, NOW.plusSeconds(1), 10)).hasSize(1);
    assertThat(all()).hasSize(2);
  }

  @Test
  void theLimitKeepsTheNewest() {
    series().append(List.of(reading("temperature", 0, 1), reading("temperature", 30, 2)));

    assertThat(series().history(device, null, NOW, NOW.plusSeconds(60), 1))
        .extracting(StoredReading::value)
        .containsExactly(2.0);
  }

  @Test
  void latestIsTheNewestOfEachMetricThatIsNotTooOld() {
    series()
        .append(
            List.of(
                reading("temperature", 0, 1),
                reading("temperature", 30, 2),
                reading("humidity", -3600, 60)));

    var latest = series().latest(List.of(device), NOW.minus(Duration.ofMinutes(5)));

    assertThat(latest).containsExactly(reading("temperature", 30, 2));
  }

  @Test
  void statesAreInTheDevicesOwnOrderAfterWhatItWasInBefore() {
    said(1, -3600, "off", null);
    said(2, 30, "on", UUID.randomUUID());
    said(2, 30, "on", UUID.randomUUID());
    said(3, 20, "off", null); // its clock was put right
    said(4, 90, "on", null);

    var states = series().states(device, NOW, NOW.plusSeconds(60), 10);

    assertThat(states).extracting(StateChange::state).containsExactly("off", "on", "off");
    assertThat(states)
        .extracting(state -> state.commandId() == null)
        .containsExactly(true, false, true);
    assertThat(series().states(device, NOW, NOW.plusSeconds(100), 1)).hasSize(2);
    assertThat(series().states(UUID.randomUUID(), NOW, NOW.plusSeconds(60), 10)).isEmpty();
  }

  @Test
  void howTheSystemDidIsKeptOnceByPartAndPercentile() {
    var name = "test_" + UUID.randomUUID().toString().substring(0, 8);
    var open = new SystemMetric(name, "cloud", "", NOW, 3);
    var median = new SystemMetric(name, "node it's", "p50", NOW.plusSeconds(60), 1.5);
    var other = new SystemMetric(name + "x", "cloud", "", NOW, 7);

    series().appendMetrics(List.of(median, open, other));
    series().appendMetrics(List.of(open));

    assertThat(series().metrics(name, null, NOW, NOW.plusSeconds(61), 10))
        .containsExactly(open, median);
    assertThat(series().metrics(name, "node it's", NOW, NOW.plusSeconds(61), 10))
        .containsExactly(median);
    assertThat(series().metrics(name, null, NOW, NOW.plusSeconds(60), 10)).containsExactly(open);
    assertThat(series().metrics(name, null, NOW, NOW.plusSeconds(61), 1)).containsExactly(open);
  }

  private void said(int seq, int atSecond, String state, UUID command) {
    sql()
        .update(
            "insert into device_status (device_id, incarnation, boot, seq, command_id, at, state,"
                + " triggered_by) values (?, 1, 1, ?, ?, ?, ?, 'command')",
            device,
            seq,
            command == null ? new UUID(0, 0) : command,
            NOW.plusSeconds(atSecond),
            state);
  }

  @Test
  void anHourIsSummedUpWithWhenItsExtremesWere() {
    series()
        .append(
            List.of(
                reading("temperature", 60, 30),
                reading("temperature", 120, 34),
                reading("temperature", 180, 26),
                reading("temperature", 240, 34),
                reading("temperature", 3600, 20),
                reading("humidity", 60, 70)));

    var hours = series().hours(device, "temperature", NOW, NOW.plusSeconds(7200));

    assertThat(hours).extracting(Aggregate::at).containsExactly(NOW, NOW.plusSeconds(3600));
    var first = hours.get(0);
    assertThat(first.count()).isEqualTo(4);
    assertThat(first.mean()).isEqualTo(31);
    assertThat(first.deviation()).isCloseTo(3.3166, within(0.0001));
    assertThat(first.least()).isEqualTo(26);
    assertThat(first.leastAt()).isEqualTo(NOW.plusSeconds(180));
    assertThat(first.most()).isEqualTo(34);
    assertThat(first.mostAt()).as("the first of two").isEqualTo(NOW.plusSeconds(120));
    assertThat(series().hours(device, null, NOW, NOW.plusSeconds(3600)))
        .extracting(Aggregate::metric)
        .containsExactly("humidity", "temperature");
  }

  @Test
  void aDayIsTheFarmsDay() {
    // 06:00 in London is 13:00 in Phnom Penh, so the new day begins there 11 hours later.
    series().append(List.of(reading("temperature", 0, 30), reading("temperature", 11 * 3600, 24)));

    var days =
        series()
            .days(
                device,
                "temperature",
                LocalDate.parse("2026-03-01"),
                LocalDate.parse("2026-03-03"),
                PHNOM_PENH);

    assertThat(days)
        .extracting(Aggregate::at, Aggregate::mean)
        .containsExactly(
            tuple(Instant.parse("2026-02-28T17:00:00Z"), 30.0),
            tuple(Instant.parse("2026-03-01T17:00:00Z"), 24.0));
  }

  @Test
  void whatIsBadDoesNotCountInSums() {
    series()
        .append(
            List.of(
                reading("temperature", 0, 30),
                new StoredReading(
                    device, "temperature", NOW.plusSeconds(30), 99, "Cel", Reading.Quality.BAD)));

    assertThat(series().hours(device, null, NOW, NOW.plusSeconds(60)))
        .extracting(Aggregate::most)
        .containsExactly(30.0);
    assertThat(series().quantiles(device, null, TODAY, TODAY.plusDays(1), PHNOM_PENH, List.of(0.5)))
        .containsExactly(Map.entry("temperature", List.of(30.0)));
  }

  @Test
  void stepsOfAnyLengthAreSummedUpWithoutWhatIsBad() {
    series()
        .append(
            List.of(
                reading("temperature", 0, 20),
                reading("temperature", 4, 21),
                reading("temperature", 5, 30),
                reading("temperature", 60, 40),
                new StoredReading(
                    device, "temperature", NOW.plusSeconds(1), 99, "Cel", Reading.Quality.BAD)));

    assertThat(series().steps(device, Duration.ofSeconds(5), NOW, NOW.plusSeconds(60)))
        .containsExactlyInAnyOrder(
            new TimeSeries.Step("temperature", NOW, 2, 41),
            new TimeSeries.Step("temperature", NOW.plusSeconds(5), 1, 30));
    assertThat(series().steps(device, Duration.ofMinutes(24), NOW, NOW.plusSeconds(1440)))
        .containsExactly(new TimeSeries.Step("temperature", NOW, 4, 111));
  }

  @Test
  void quantilesAreOfEachMetric() {
    for (var i = 0; i <= 100; i++) {
      series().append(List.of(reading("temperature", i, i), reading("humidity", i, 60)));
    }

    assertThat(quantiles(TODAY))
        .containsEntry("temperature", List.of(5.0, 50.0, 95.0))
        .containsEntry("humidity", List.of(60.0, 60.0, 60.0));
  }

  @Test
  void quantilesOfLongRangesAreWithinTwoThousandths() {
    for (var i = 0; i <= 100; i++) {
      series().append(List.of(reading("temperature", -4 * 86_400 + i * 60, i - 20)));
    }
    sumUp();

    var found = quantiles(TODAY.minusDays(10)).get("temperature");

    assertThat(found.get(0)).isCloseTo(-15, within(0.03));
    assertThat(found.get(1)).isCloseTo(30, within(0.06));
    assertThat(found.get(2)).isCloseTo(75, within(0.15));
  }

  final Map<String, List<Double>> quantiles(LocalDate from) {
    return series()
        .quantiles(device, null, from, TODAY.plusDays(1), PHNOM_PENH, List.of(0.05, 0.5, 0.95));
  }

  final void sumUp() {
    var rollups = new Rollups();
    rollups.sql = sql();
    rollups.time = time;
    rollups.series = series();
    while (rollups.sumNextHour()) {
      // The next hour.
    }
    for (var last = Optional.of(Rollups.Hour.FIRST); last.isPresent(); ) {
      last = rollups.sumLate(last.get());
    }
  }

  final List<StoredReading> all() {
    return series().history(device, null, NOW.minusSeconds(7200), NOW.plusSeconds(7200), 100);
  }

  final StoredReading reading(String metric, long afterS, double value) {
    return new StoredReading(
        device, metric, NOW.plusSeconds(afterS), value, "Cel", Reading.Quality.GOOD);
  }
}
