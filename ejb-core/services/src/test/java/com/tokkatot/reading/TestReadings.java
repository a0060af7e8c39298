package com.tokkatot.reading;

import com.tokkatot.device.Registry;
import com.tokkatot.shared.RecordedEvents;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestParked;

/** Readings over a real database, for tests of features above. */
public final class TestReadings {

  private TestReadings() {}

  /** The store alone, with room for what comes about now. */
  public static TimeSeries seriesOver(Sql sql, SettableTime time) {
    var partitions = new ReadingPartitions();
    partitions.sql = sql;
    partitions.time = time;
    partitions.makeAhead();
    var series = new PostgresTimeSeries();
    series.sql = sql;
    series.time = time;
    return series;
  }

  public static Readings over(Sql sql, SettableTime time) {
    var believed = new BelievedSeries();
    believed.time = time;
    believed.devices = Registry.devicesOver(sql);
    believed.parked = TestParked.over(sql, time);
    var readings = new Readings();
    readings.sql = sql;
    readings.time = time;
    readings.series = seriesOver(sql, time);
    readings.believed = believed;
    readings.taken = new RecordedEvents<>();
    return readings;
  }
}
