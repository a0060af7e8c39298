package com.tokkatot.reading;

import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import org.junit.jupiter.api.BeforeAll;

class PostgresTimeSeriesTest extends TimeSeriesContract {

  private static final Sql SQL = TestDatabase.sql();

  @BeforeAll
  static void makePartitions() {
    var partitions = new ReadingPartitions();
    partitions.sql = SQL;
    partitions.time = new SettableTime(NOW.toString());
    partitions.makeAhead();
  }

  @Override
  TimeSeries series() {
    var series = new PostgresTimeSeries();
    series.sql = SQL;
    series.time = new SettableTime(NOW.toString());
    return series;
  }
}
