package com.tokkatot.reading;

import com.influxdb.client.domain.WritePrecision;
import com.influxdb.client.write.Point;
import com.influxdb.query.InfluxQLQueryResult.Series;
import com.influxdb.query.InfluxQLQueryResult.Series.Record;
import com.tokkatot.wire.Reading.Quality;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Single readings in InfluxDB 2; their sums by hours and days stay in PostgreSQL, made by the same
 * rollups: a hundredth of the rows, and late ones are marked in the transaction that takes them.
 * Points are written before the mark, so no mark is ever looked at before its point. Source:
 * decisions.md P6.
 */
@ApplicationScoped
@Typed(InfluxTimeSeries.class)
public class InfluxTimeSeries extends TieredSeries {

  /** An hour of all devices is read in such parts, so that it need not fit into one answer. */
  private static final Duration PART = Duration.ofMinutes(5);

  private static final String STORE_HOUR =
      """
      insert into reading_hour
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::bigint[]::integer[], ?)
      on conflict (device_id, metric, at) do update set %s
      """
          .formatted(Rollups.SUMS);

  @Inject Influx influx;

  @Override
  public void append(List<StoredReading> readings) {
    influx.write(readings.stream().map(InfluxTimeSeries::point).toList());
    Rollups.mark(sql, Rollups.late(readings, time.instant()));
  }

  private static Point point(StoredReading reading) {
    return Point.measurement(InfluxQl.MEASUREMENT)
        .addTag(InfluxQl.DEVICE, reading.deviceId().toString())
        .addTag(InfluxQl.METRIC, reading.metric())
        .addField("value", reading.value())
        .addField("unit", reading.unit())
        .addField("quality", reading.quality().name().toLowerCase(Locale.ROOT))
        .time(reading.timestamp().toEpochMilli(), WritePrecision.MS);
  }

  @Override
  public List<StoredReading> history(
      UUID deviceId, String metric, Instant from, Instant to, int limit) {
    return influx
        .ask(
            "select value, unit, quality"
                + InfluxQl.where(deviceId, metric, from, to)
                + " group by device_id, sensor_type order by time desc limit "
                + limit)
        .stream()
        .flatMap(series -> series.getValues().stream().map(row -> read(series, row, "value")))
        .sorted(
            Comparator.comparing(StoredReading::timestamp)
                .reversed()
                .thenComparing(StoredReading::metric))
        .limit(limit)
        .toList();
  }

  @Override
  public List<StoredReading> latest(Collection<UUID> deviceIds, Instant since) {
    if (deviceIds.isEmpty()) {
      return List.of();
    }
    var theirs =
        deviceIds.stream()
            .map(id -> "device_id = '" + id + "'")
            .collect(Collectors.joining(" or ", " and (", ")"));
    return influx
        .ask(
            "select last(value), unit, quality"
                + InfluxQl.where(null, null, since, Instant.ofEpochSecond(1L << 33))
                + theirs
                + " group by device_id, sensor_type")
        .stream()
        .flatMap(series -> series.getValues().stream().map(row -> read(series, row, "last")))
        .toList();
  }

  @Override
  public List<Step> steps(UUID deviceId, Duration step, Instant from, Instant to) {
    return influx
        .ask(
            "select count(value), sum(value)"
                + InfluxQl.where(deviceId, null, from, to)
                + InfluxQl.GOOD
                + " group by time(%ds), sensor_type fill(none)".formatted(step.toSeconds()))
        .stream()
        .flatMap(
            series ->
                series.getValues().stream()
                    .map(
                        row ->
                            new Step(
                                series.getTags().get(InfluxQl.METRIC),
                                InfluxQl.time(row),
                                (long) InfluxQl.number(row, "count"),
                                InfluxQl.number(row, "sum"))))
        .toList();
  }

  @Override
  public void sumUpHour(UUID deviceId, Instant hour) {
    var singles = singles();
    var spreads = new LinkedHashMap<InfluxSingles.Key, Spread>();
    var end = hour.plus(1, ChronoUnit.HOURS);
    for (var from = hour; from.isBefore(end); from = from.plus(PART)) {
      singles.spread(spreads, deviceId, null, from, from.plus(PART));
    }
    sql.batch(STORE_HOUR, spreads.values().stream().map(InfluxTimeSeries::row).toList());
  }

  private static Object[] row(Spread spread) {
    var sum = spread.sum();
    return new Object[] {
      sum.deviceId(),
      sum.metric(),
      sum.at(),
      sum.unit(),
      sum.count(),
      sum.total(),
      sum.squares(),
      sum.least(),
      sum.leastAt(),
      sum.most(),
      sum.mostAt(),
      spread.bins().keySet().stream().mapToLong(Integer::longValue).toArray(),
      spread.bins().values().stream().mapToLong(Long::longValue).toArray()
    };
  }

  @Override
  public void appendMetrics(List<SystemMetric> metrics) {
    influx.write(metrics.stream().map(InfluxTimeSeries::point).toList());
  }

  private static Point point(SystemMetric one) {
    var point =
        Point.measurement(InfluxQl.SYSTEM)
            .addTag(InfluxQl.SYSTEM_METRIC, one.metric())
            .addTag(InfluxQl.SERVICE, one.service())
            .addField("value", one.value())
            .time(one.at().toEpochMilli(), WritePrecision.MS);
    // A tag without a value is none.
    return one.percentile().isEmpty() ? point : point.addTag(InfluxQl.PERCENTILE, one.percentile());
  }

  @Override
  public List<SystemMetric> metrics(
      String metric, String service, Instant from, Instant to, int limit) {
    return influx
        .ask(
            "select value from "
                + InfluxQl.SYSTEM
                + InfluxQl.between(from, to)
                + " and %s = '%s'".formatted(InfluxQl.SYSTEM_METRIC, InfluxQl.escaped(metric))
                + (service == null
                    ? ""
                    : " and %s = '%s'".formatted(InfluxQl.SERVICE, InfluxQl.escaped(service)))
                + " group by service_name, percentile order by time limit "
                + limit)
        .stream()
        .flatMap(series -> series.getValues().stream().map(row -> read(metric, series, row)))
        .sorted(
            Comparator.comparing(SystemMetric::at)
                .thenComparing(SystemMetric::service)
                .thenComparing(SystemMetric::percentile))
        .limit(limit)
        .toList();
  }

  private static SystemMetric read(String metric, Series series, Record row) {
    var tags = series.getTags();
    return new SystemMetric(
        metric,
        tags.get(InfluxQl.SERVICE),
        tags.getOrDefault(InfluxQl.PERCENTILE, ""),
        InfluxQl.time(row),
        InfluxQl.number(row, "value"));
  }

  @Override
  public void forgetMetrics(Instant before) {
    // The bucket's retention does.
  }

  @Override
  public void check() {
    influx.check();
  }

  @Override
  InfluxSingles singles() {
    return new InfluxSingles(influx);
  }

  private static StoredReading read(Series series, Record row, String value) {
    return new StoredReading(
        UUID.fromString(series.getTags().get(InfluxQl.DEVICE)),
        series.getTags().get(InfluxQl.METRIC),
        InfluxQl.time(row),
        InfluxQl.number(row, value),
        InfluxQl.text(row, "unit"),
        Quality.valueOf(InfluxQl.text(row, "quality").toUpperCase(Locale.ROOT)));
  }
}
