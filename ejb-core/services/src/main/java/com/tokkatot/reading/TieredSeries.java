package com.tokkatot.reading;

import com.tokkatot.shared.Sql;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A store whose sums by hours and days are in PostgreSQL, wherever its single readings are; and
 * what devices said of their states, which is stored in the transaction that takes it from a hub.
 */
abstract class TieredSeries implements TimeSeries {

  @Inject Sql sql;
  @Inject InstantSource time;

  /** What is not summed up yet. */
  abstract SingleReadings singles();

  @Override
  public List<Aggregate> hours(UUID deviceId, String metric, Instant from, Instant to) {
    return tiers().hours(deviceId, metric, from, to);
  }

  @Override
  public List<Aggregate> days(
      UUID deviceId, String metric, LocalDate from, LocalDate to, ZoneId zone) {
    return tiers().days(deviceId, metric, from, to, zone);
  }

  @Override
  public List<StateChange> states(UUID deviceId, Instant from, Instant to, int limit) {
    return new DeviceStates(sql).of(deviceId, from, to, limit);
  }

  private PostgresTiers tiers() {
    return new PostgresTiers(sql, singles());
  }

  @Override
  public Map<String, List<Double>> quantiles(
      UUID deviceId,
      String metric,
      LocalDate from,
      LocalDate to,
      ZoneId zone,
      List<Double> shares) {
    return new PostgresQuantiles(sql, singles())
        .of(deviceId, metric, from, to, zone, shares, ReadingPartitions.keptSince(time.instant()));
  }
}
