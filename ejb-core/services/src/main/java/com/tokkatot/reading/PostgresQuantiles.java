package com.tokkatot.reading;

import com.tokkatot.shared.Sql;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
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
        where device_id = ? and (?::text is null or metric = ?) and at >= ? and at < ?) part
      group by metric, bin order by metric, bin
      """;

  private final Sql sql;
  private final SingleReadings singles;

  /**
   * @param singles where readings are that are not summed up yet
   */
  PostgresQuantiles(Sql sql, SingleReadings singles) {
    this.sql = sql;
    this.singles = singles;
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
      return singles.quantiles(deviceId, metric, start, end, shares);
    }
    var summedUntil = PostgresTiers.summedUntil(sql);
    // As in the tiers: the day in which the summing up has arrived is not whole in its table yet.
    var open = LocalDate.ofInstant(summedUntil, zone);
    var openAt = PostgresTiers.startOf(open, zone);
    var spread =
        singles.bins(deviceId, metric, start.isAfter(summedUntil) ? start : summedUntil, end);
    var lacking = new HashSet<String>();
    sql.query(
        SKETCHES,
        row -> {
          var number = row.getInt("bin");
          if (row.wasNull()) {
            lacking.add(row.getString("metric"));
          } else {
            spread
                .computeIfAbsent(row.getString("metric"), name -> new TreeMap<>())
                .merge(number, row.getLong("readings"), Long::sum);
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
        end.isBefore(summedUntil) ? end : summedUntil);
    spread.keySet().removeAll(lacking);
    var found = new HashMap<String, List<Double>>();
    spread.forEach(
        (name, bins) -> {
          var sketch = new Sketch();
          bins.forEach(sketch::add);
          found.put(name, shares.stream().map(sketch::quantile).toList());
        });
    return found;
  }
}
