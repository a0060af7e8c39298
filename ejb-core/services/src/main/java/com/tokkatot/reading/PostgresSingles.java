package com.tokkatot.reading;

import com.tokkatot.shared.Sql;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Readings that are not summed up yet, in PostgreSQL. */
final class PostgresSingles implements SingleReadings {

  /** Unit and sums over rows of {@code reading}, in the order of the tiers' columns. */
  static final String SUMS =
      """
      max(unit) as unit, count(*) as count, sum(value) as total, sum(value * value) as squares,
      min(value) as least, (array_agg(taken_at order by value, taken_at))[1] as least_at,
      max(value) as most, (array_agg(taken_at order by value desc, taken_at))[1] as most_at
      """;

  private static final String WHERE =
      """
       from reading where device_id = ? and (?::text is null or metric = ?)
        and taken_at >= ? and taken_at < ? and quality <> 'bad'
      """;

  private final Sql sql;

  PostgresSingles(Sql sql) {
    this.sql = sql;
  }

  @Override
  public List<Aggregate> hours(UUID deviceId, String metric, Instant from, Instant to) {
    return sql.query(
        "select device_id, metric, date_trunc('hour', taken_at, 'UTC') as at, "
            + SUMS
            + WHERE
            + " group by device_id, metric, at",
        row -> PostgresTiers.read(row, Sql.instant(row, "at")),
        deviceId,
        metric,
        metric,
        from,
        to);
  }

  @Override
  public Map<String, List<Double>> quantiles(
      UUID deviceId, String metric, Instant from, Instant to, List<Double> shares) {
    var found = new HashMap<String, List<Double>>();
    sql.query(
        "select metric, percentile_cont(?::float8[]) within group (order by value) as quantiles"
            + WHERE
            + " group by metric",
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

  @Override
  public Map<String, SortedMap<Integer, Long>> bins(
      UUID deviceId, String metric, Instant from, Instant to) {
    var found = new HashMap<String, SortedMap<Integer, Long>>();
    sql.query(
        "select metric, reading_bin(value) as bin, count(*) as readings"
            + WHERE
            + " group by metric, bin",
        row ->
            found
                .computeIfAbsent(row.getString("metric"), name -> new TreeMap<>())
                .put(row.getInt("bin"), row.getLong("readings")),
        deviceId,
        metric,
        metric,
        from,
        to);
    return found;
  }
}
