package com.tokkatot.reading;

import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import org.junit.jupiter.api.BeforeAll;

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
}
