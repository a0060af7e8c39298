package com.tokkatot.reading;

import com.tokkatot.shared.Sql;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Quantiles: of short ranges from the readings, of longer ones from the sketches in the tiers. */
final class PostgresQuantiles {

  /** Longer ranges are too many single readings to sort while somebody waits. */
  private static final int EXACT_DAYS = 2;

  private static final String EXACT =
      """
      select metric, percentile_cont(?::float8[]) within group (order by value) as quantiles
      from reading where device_id = ? and (?::text is null or metric = ?)
        and taken_at >= ? and taken_at < ? and quality <> 'bad' group by metric
      """;

  /** A sum without a sketch has a bin of no number, so that its metric is known to lack some. */
  private static final String SKETCHES =
      """
      select metric, bin, sum(readings)::bigint as readings from (
        select metric, bin, readings from reading_day
        left join lateral unnest(bins, bin_counts) as sketch (bin, readings) on true
        where device_id = ? and (?::text is null or metric = ?) and day >= ? and day < ?
        union all
        select metric, bin, readings from reading_hour
        left join lateral unnest(bins, bin_counts) as sketch (bin, readings) on true
        where device_id = ? and (?::text is null or metric = ?) and at >= ? and at < ?
        union all
        select metric, reading_bin(value), 1 from reading
        where device_id = ? and (?::text is null or metric = ?)
          and taken_at >= ? and taken_at < ? and quality <> 'bad') part
      group by metric, bin order by metric, bin
      """;

  private final Sql sql;

  PostgresQuantiles(Sql sql) {
    this.sql = sql;
  }

  /**
   * By metric; those are left out of which some sums have no sketch.
   *
   * @param keptSince from when on all single readings are there
   */
  Map<String, List<Double>> of(
      UUID deviceId,
      String metric,
      LocalDate from,
      LocalDate to,
      ZoneId zone,
      List<Double> shares,
      Instant keptSince) {
    var start = PostgresTiers.startOf(from, zone);
    var end = PostgresTiers.startOf(to, zone);
    if (!from.plusDays(EXACT_DAYS).isBefore(to) && !start.isBefore(keptSince)) {
      return exact(deviceId, metric, start, end, shares);
    }
    var summedUntil = new PostgresTiers(sql).summedUntil();
    // As in the tiers: the day in which the summing up has arrived is not whole in its table yet.
    var open = LocalDate.ofInstant(summedUntil, zone);
    var openAt = PostgresTiers.startOf(open, zone);
    var sketches = new TreeMap<String, Sketch>();
    var lacking = new HashSet<String>();
    sql.query(
        SKETCHES,
        row -> {
          var number = row.getInt("bin");
          if (row.wasNull()) {
            lacking.add(row.getString("metric"));
          } else {
            sketches
                .computeIfAbsent(row.getString("metric"), name -> new Sketch())
                .add(number, row.getLong("readings"));
          }
          return number;
        },
        deviceId,
        metric,
        metric,
        from,
        to.isBefore(open) ? to : open,
        deviceId,
        metric,
        metric,
        start.isAfter(openAt) ? start : openAt,
        end.isBefore(summedUntil) ? end : summedUntil,
        deviceId,
        metric,
        metric,
        start.isAfter(summedUntil) ? start : summedUntil,
        end);
    sketches.keySet().removeAll(lacking);
    var found = new HashMap<String, List<Double>>();
    sketches.forEach(
        (name, sketch) -> found.put(name, shares.stream().map(sketch::quantile).toList()));
    return found;
  }

  private Map<String, List<Double>> exact(
      UUID deviceId, String metric, Instant from, Instant to, List<Double> shares) {
    var found = new HashMap<String, List<Double>>();
    sql.query(
        EXACT,
        row ->
            found.put(
                row.getString("metric"),
                Arrays.asList((Double[]) row.getArray("quantiles").getArray())),
        shares.stream().mapToDouble(Double::doubleValue).toArray(),
        deviceId,
        metric,
        metric,
        from,
        to);
    return found;
  }
}
