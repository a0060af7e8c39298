package com.tokkatot.local.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * A month of readings a minute and a year of their sums, written by the server itself: a daily
 * wave, a drift of each sensor's own, and jitter from a seed. In the order in which they would have
 * come; whole days are then put in the order of sensors, as the cloud does every night.
 */
final class ReadingsPast {

  static final int DAYS = 30;
  private static final int DAYS_OF_SUMS = 365;

  private final Connection connection;
  private final Bench.Run run;
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
  private long rows;
  private long bytes;

  ReadingsPast(Connection connection, Bench.Run run) {
    this.connection = connection;
    this.run = run;
  }

  /** The sums of a year, and single readings of a month. */
  void write(List<String> sensors) throws SQLException {
    write(sensors, DAYS);
  }

  /** The sums of a year alone: single readings are kept elsewhere. */
  void writeSums(List<String> sensors) throws SQLException {
    write(sensors, 0);
  }

  private void write(List<String> sensors, int days) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("create temporary table sensor (place integer, id uuid)");
      for (var place = 0; place < sensors.size(); place++) {
        statement.execute(
            "insert into sensor values (%d, '%s')".formatted(place, sensors.get(place)));
      }
      statement.execute("select setseed(0.42)");
      for (var day = days; day > 0; day--) {
        run.say("writing the day " + today.minusDays(day));
        day(statement, today.minusDays(day));
      }
      run.say("writing the sums of a year");
      sums(statement);
      statement.execute("analyze reading, reading_hour, reading_day");
    }
  }

  void put(Figures figures) {
    figures.put("rows", rows).put("mb_per_million", bytes / 1e6 / (rows / 1e6));
  }

  private void day(Statement statement, LocalDate day) throws SQLException {
    var partition = partition(statement, "reading", day, day.plusDays(1));
    rows +=
        statement.executeUpdate(
            """
            insert into reading
            select id, 'temperature', at, %s, 'Cel', 'good'
            from generate_series(timestamptz '%s 00:00+00', timestamptz '%s 23:59+00',
              interval '1 minute') at, sensor
            order by at
            """
                .formatted(value("at"), day, day));
    statement.execute("cluster %s using %s_pkey".formatted(partition, partition));
    try (var size = statement.executeQuery("select pg_total_relation_size('" + partition + "')")) {
      size.next();
      bytes += size.getLong(1);
    }
  }

  private void sums(Statement statement) throws SQLException {
    var first = today.minusDays(DAYS_OF_SUMS).withDayOfMonth(1);
    for (var month = first; !month.isAfter(today); month = month.plusMonths(1)) {
      partition(statement, "reading_hour", month, month.plusMonths(1));
    }
    statement.executeUpdate(
        """
        insert into reading_hour
        select id, 'temperature', at, 'Cel', 60, %1$s * 60, %1$s * %1$s * 60, %1$s - 1, at,
          %1$s + 1, at, sketch.bins, sketch.counts
        from generate_series(timestamptz '%2$s 00:00+00', timestamptz '%3$s 00:00+00',
          interval '1 hour') at
        cross join lateral (
          select array_agg(bin order by bin) as bins, array_agg(count order by bin) as counts
          from (select reading_bin(%1$s + part / 60.0 - 0.5) as bin, count(*) as count
            from generate_series(0, 59) part group by bin) binned) sketch
        cross join sensor
        on conflict do nothing
        """
            .formatted("(28 + 4 * sin(extract(epoch from at) * pi() / 43200))", first, today));
    statement.executeUpdate(
        """
        with binned as (
          select (at at time zone 'Asia/Phnom_Penh')::date as day, bin, sum(readings) as readings
          from reading_hour cross join lateral unnest(bins, bin_counts) as part (bin, readings)
          where device_id = (select id from sensor limit 1) group by 1, 2),
        sketch as (
          select day, array_agg(bin order by bin) as bins,
            array_agg(readings::bigint order by bin) as counts
          from binned group by day)
        insert into reading_day
        select device_id, metric, day, max(unit), sum(count),
          sum(total), sum(squares), min(least), min(least_at), max(most), max(most_at),
          sketch.bins, sketch.counts
        from reading_hour join sketch on day = (at at time zone 'Asia/Phnom_Penh')::date
        group by device_id, metric, day, sketch.bins, sketch.counts
        on conflict do nothing
        """);
  }

  private static String partition(Statement statement, String table, LocalDate from, LocalDate to)
      throws SQLException {
    var name = table + "_" + from.format(DateTimeFormatter.BASIC_ISO_DATE);
    statement.execute(
        "create table if not exists %s partition of %s for values from ('%s 00:00+00') to ('%s 00:00+00')"
            .formatted(name, table, from, to));
    return name;
  }

  private static String value(String at) {
    return "28 + place % 5 + 4 * sin(extract(epoch from "
        + at
        + ") * pi() / 43200) + random() - 0.5";
  }
}
