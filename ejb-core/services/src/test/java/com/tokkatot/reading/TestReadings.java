package com.tokkatot.reading;

import com.tokkatot.device.Registry;
import com.tokkatot.shared.NoRedis;
import com.tokkatot.shared.RecordedEvents;
import com.tokkatot.shared.Redis;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestParked;

/** Readings over a real database, for tests of features above. */
public final class TestReadings {

  private TestReadings() {}

  /** The store alone, with room for what comes about now. */
  public static TimeSeries seriesOver(Sql sql, SettableTime time) {
    makeRoom(sql, time);
    var series = new PostgresTimeSeries();
    series.sql = sql;
    series.time = time;
    return series;
  }

  /** For readings of about now. */
  static void makeRoom(Sql sql, SettableTime time) {
    var partitions = new ReadingPartitions();
    partitions.sql = sql;
    partitions.time = time;
    partitions.makeAhead();
  }

  /** What is remembered of late, in this Redis. */
  static RecentReadings recentOver(Redis redis, TimeSeries series, SettableTime time) {
    var memory = new RecentMemory();
    memory.redis = redis;
    memory.time = time;
    var recent = new RecentReadings();
    recent.memory = memory;
    recent.series = series;
    recent.time = time;
    return recent;
  }

  public static Readings over(Sql sql, SettableTime time) {
    return over(sql, time, new NoRedis());
  }

  /** The same with a Redis. */
  static Readings over(Sql sql, SettableTime time, Redis redis) {
    var believed = new BelievedSeries();
    believed.time = time;
    believed.devices = Registry.devicesOver(sql);
    believed.parked = TestParked.over(sql, time);
    var readings = new Readings();
    readings.sql = sql;
    readings.time = time;
    readings.series = seriesOver(sql, time);
    readings.believed = believed;
    readings.recent = recentOver(redis, readings.series, time);
    readings.taken = new RecordedEvents<>();
    readings.stored = new RecordedEvents<>(readings.recent::stored);
    return readings;
  }
}
