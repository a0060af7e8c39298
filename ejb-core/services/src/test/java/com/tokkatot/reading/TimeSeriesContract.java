package com.tokkatot.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.wire.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every time-series store must do; each adapter has a test that extends this. */
abstract class TimeSeriesContract {

  static final Instant NOW = Instant.parse("2026-03-01T06:00:00Z");

  private final UUID device = UUID.randomUUID();

  abstract TimeSeries series();

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

  private List<StoredReading> all() {
    return series().history(device, null, NOW.minusSeconds(7200), NOW.plusSeconds(7200), 100);
  }

  private StoredReading reading(String metric, long afterS, double value) {
    return new StoredReading(
        device, metric, NOW.plusSeconds(afterS), value, "Cel", Reading.Quality.GOOD);
  }
}
