package com.tokkatot.reading;

import com.tokkatot.shared.Sql;
import com.tokkatot.shared.Upkeep;
import com.tokkatot.wire.Reading;
import com.tokkatot.wire.journal.JournalSeries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Time series in daily partitions of PostgreSQL. Source: decisions.md P6. */
@ApplicationScoped
@Typed(PostgresTimeSeries.class)
public class PostgresTimeSeries extends TieredSeries {

  private static final String COLUMNS = "device_id, metric, taken_at, value, unit, quality";

  private static final String APPEND_COLUMNS =
      """
      insert into reading (device_id, metric, unit, taken_at, value, quality)
      select ?, ?, ?, timestamptz 'epoch' + said.ms * interval '1 millisecond', said.value,
             (array[%s])[said.quality + 1]
      from unnest(?, ?, ?) as said (ms, value, quality)
      on conflict do nothing
      """
          .formatted(
              Arrays.stream(Reading.Quality.values())
                  .map(word -> "'" + word.name().toLowerCase(Locale.ROOT) + "'")
                  .collect(Collectors.joining(", ")));

  @Override
  public void append(List<StoredReading> readings) {
    sql.batch(
        "insert into reading (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?) on conflict do nothing",
        readings.stream()
            .map(
                reading ->
                    new Object[] {
                      reading.deviceId(),
                      reading.metric(),
                      reading.timestamp(),
                      reading.value(),
                      reading.unit(),
                      reading.quality()
                    })
            .toList());
    Rollups.mark(sql, Rollups.late(readings, time.instant()));
  }

  /** A channel a row of the batch, as arrays: a tenth of the work of a reading a row. */
  @Override
  public void appendSeries(List<JournalSeries> all) {
    var rows = new ArrayList<Object[]>();
    for (var series : all) {
      for (var channel : series.channels()) {
        rows.add(
            new Object[] {
              series.deviceId(),
              channel.metric(),
              channel.unit(),
              series.timestamps(),
              channel.values(),
              Arrays.stream(channel.qualities()).mapToLong(Enum::ordinal).toArray()
            });
      }
    }
    sql.batch(APPEND_COLUMNS, rows);
    var now = time.instant();
    Rollups.mark(sql, all.stream().flatMap(series -> late(series, now)).toList());
  }

  private static Stream<Rollups.Hour> late(JournalSeries series, Instant now) {
    return Arrays.stream(series.timestamps())
        .mapToObj(Instant::ofEpochMilli)
        .filter(takenAt -> Rollups.isLate(takenAt, now))
        .map(takenAt -> Rollups.Hour.of(series.deviceId(), takenAt))
        .distinct();
  }

  @Override
  public List<Step> steps(UUID deviceId, Duration step, Instant from, Instant to) {
    return sql.query(
        "select metric, date_bin(? * interval '1 second', taken_at, timestamptz 'epoch') as at,"
            + " count(*) as count, sum(value) as total from reading"
            + " where device_id = ? and taken_at >= ? and taken_at < ? and quality <> 'bad'"
            + " group by metric, at",
        row ->
            new Step(
                row.getString("metric"),
                Sql.instant(row, "at"),
                row.getLong("count"),
                row.getDouble("total")),
        step.toSeconds(),
        deviceId,
        from,
        to);
  }

  @Override
  public List<StoredReading> history(
      UUID deviceId, String metric, Instant from, Instant to, int limit) {
    return sql.query(
        "select "
            + COLUMNS
            + " from reading where device_id = ? and (?::text is null or metric = ?)"
            + " and taken_at >= ? and taken_at < ? order by taken_at desc, metric limit ?",
        PostgresTimeSeries::read,
        deviceId,
        metric,
        metric,
        from,
        to,
        limit);
  }

  @Override
  public List<StoredReading> latest(Collection<UUID> deviceIds, Instant since) {
    return sql.query(
        "select distinct on (device_id, metric) "
            + COLUMNS
            + " from reading where device_id = any(?) and taken_at >= ?"
            + " order by device_id, metric, taken_at desc",
        PostgresTimeSeries::read,
        deviceIds,
        since);
  }

  @Override
  public void sumUpHour(UUID deviceId, Instant hour) {
    sql.update(Rollups.HOURS, hour, hour, hour.plus(1, ChronoUnit.HOURS), deviceId, deviceId);
  }

  @Override
  public void appendMetrics(List<SystemMetric> metrics) {
    sql.batch(
        "insert into system_metric (metric, service, percentile, at, value) values (?, ?, ?, ?, ?)"
            + " on conflict do nothing",
        metrics.stream()
            .map(
                one ->
                    new Object[] {
                      one.metric(), one.service(), one.percentile(), one.at(), one.value()
                    })
            .toList());
  }

  @Override
  public List<SystemMetric> metrics(
      String metric, String service, Instant from, Instant to, int limit) {
    return sql.query(
        "select * from system_metric where metric = ? and (?::text is null or service = ?)"
            + " and at >= ? and at < ? order by at, service, percentile limit ?",
        row ->
            new SystemMetric(
                row.getString("metric"),
                row.getString("service"),
                row.getString("percentile"),
                Sql.instant(row, "at"),
                row.getDouble("value")),
        metric,
        service,
        service,
        from,
        to,
        limit);
  }

  @Override
  public void forgetMetrics(Instant before) {
    Upkeep.removeOld(sql, "system_metric", "at", before);
  }

  @Override
  PostgresSingles singles() {
    return new PostgresSingles(sql);
  }

  private static StoredReading read(ResultSet row) throws SQLException {
    return new StoredReading(
        Sql.uuid(row, "device_id"),
        row.getString("metric"),
        Sql.instant(row, "taken_at"),
        row.getDouble("value"),
        row.getString("unit"),
        Sql.word(row, "quality", Reading.Quality.class));
  }
}
