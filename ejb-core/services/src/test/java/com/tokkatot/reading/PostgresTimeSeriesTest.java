package com.tokkatot.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresTimeSeriesTest extends SummedSeriesContract {

  private static final Sql SQL = TestDatabase.another();

  @BeforeAll
  static void makePartitions() {
    TestReadings.makeRoom(SQL, new SettableTime(NOW.toString()));
  }

  @Override
  Sql sql() {
    return SQL;
  }

  @Override
  double standing(double first, double last) {
    return first;
  }

  @Override
  TimeSeries series() {
    var series = new PostgresTimeSeries();
    series.sql = SQL;
    series.time = time;
    return series;
  }

  @Test
  void howTheSystemDidLongAgoIsThrownAway() {
    var old = new SystemMetric("test_old", "cloud", "", NOW, 1);
    var fresh = new SystemMetric("test_old", "cloud", "", NOW.plusSeconds(1), 2);
    series().appendMetrics(List.of(old, fresh));

    series().forgetMetrics(NOW.plusSeconds(1));

    assertThat(series().metrics("test_old", null, NOW, NOW.plusSeconds(2), 10))
        .containsExactly(fresh);
  }
}
