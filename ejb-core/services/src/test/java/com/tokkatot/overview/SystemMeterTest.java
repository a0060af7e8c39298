package com.tokkatot.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.reading.SystemMetric;
import com.tokkatot.reading.TestReadings;
import com.tokkatot.reading.TimeSeries;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SystemMeterTest {

  private static final Instant MINUTE = Instant.parse("2026-03-01T06:05:00Z");

  private final Sql sql = TestDatabase.another();
  private final SettableTime time = new SettableTime(MINUTE.plusSeconds(5).toString());
  private final TimeSeries series = TestReadings.seriesOver(sql, time);
  private final SystemMeter meter = new SystemMeter();
  private final SystemMetrics metrics = new SystemMetrics();
  private final TestDatabase.TestFarm farm = TestDatabase.farm(sql);

  @BeforeEach
  void wire() {
    meter.sql = sql;
    meter.series = series;
    meter.time = time;
    meter.node = "one";
    metrics.series = series;
    metrics.time = time;
    sql.update("delete from command");
    sql.update("delete from system_metric");
  }

  @Test
  void howLongCommandsTookIsMeasuredForTheMinuteThatIsOver() {
    completed(MINUTE.minusSeconds(30), Duration.ofMillis(100));
    completed(MINUTE.minusSeconds(20), Duration.ofMillis(300));
    completed(MINUTE.plusSeconds(1), Duration.ofMillis(9000));

    meter.measure();

    assertThat(values("commands_completed")).containsExactly(2.0);
    assertThat(metrics.of("command_ms", null, null, null).points())
        .contains(new SystemMetric("command_ms", "cloud", "p50", MINUTE, 200))
        .extracting(SystemMetric::percentile)
        .containsExactly("p50", "p95", "p99");
  }

  @Test
  void aMinuteIsMeasuredOnceForAllNodesTogetherAndOnceForEach() {
    meter.measure();
    meter.node = "two";
    meter.measure();

    assertThat(values("commands_open")).hasSize(1);
    assertThat(metrics.of("heap_used_mb", null, null, null).points())
        .extracting(SystemMetric::service)
        .containsExactly("one", "two");
    assertThat(metrics.of("heap_used_mb", "two", null, null).points()).hasSize(1);
  }

  @Test
  void aMinuteWithoutCommandsHasNoPercentiles() {
    meter.measure();

    assertThat(values("commands_completed")).containsExactly(0.0);
    assertThat(values("command_ms")).isEmpty();
  }

  @Test
  void aMonthIsKept() {
    meter.measure();

    time.advance(Duration.ofDays(29));
    meter.forget();
    assertThat(series.metrics("commands_open", null, MINUTE, MINUTE.plusSeconds(1), 9)).hasSize(1);
    time.advance(Duration.ofDays(2));
    meter.forget();
    assertThat(series.metrics("commands_open", null, MINUTE, MINUTE.plusSeconds(1), 9)).isEmpty();
  }

  @Test
  void wrongQuestionsAreRefusedByName() {
    assertThatThrownBy(() -> metrics.of(null, null, null, null))
        .isInstanceOf(Invalid.class)
        .hasMessageStartingWith("metric ");
    assertThatThrownBy(() -> metrics.of("load", null, MINUTE, MINUTE))
        .isInstanceOf(Invalid.class)
        .hasMessageStartingWith("from ");
  }

  private List<Double> values(String metric) {
    return metrics.of(metric, null, null, null).points().stream().map(SystemMetric::value).toList();
  }

  private void completed(Instant at, Duration took) {
    sql.update(
        "insert into command (id, farm_id, device_id, action, source, priority, state, issued_at,"
            + " expires_at, completed_at) values (?, ?, ?, 'on', 'app', 'normal', 'completed', ?, ?, ?)",
        UUID.randomUUID(),
        farm.id(),
        farm.light(),
        at.minus(took),
        at.plusSeconds(60),
        at);
  }
}
