package com.tokkatot.reading;

import com.tokkatot.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

/** Sums of readings: what is summed up already from the tiers, what is not from the store. */
final class PostgresTiers {

  private static final Comparator<Aggregate> ORDER =
      Comparator.comparing(Aggregate::at).thenComparing(Aggregate::metric);

  private final Sql sql;
  private final SingleReadings singles;

  /**
   * @param singles where readings are that are not summed up yet
   */
  PostgresTiers(Sql sql, SingleReadings singles) {
    this.sql = sql;
    this.singles = singles;
  }

  private record Key(String metric, LocalDate day) {}

  List<Aggregate> hours(UUID deviceId, String metric, Instant from, Instant to) {
    var until = summedUntil(sql);
    var sums =
        new ArrayList<>(
            sql.query(
                "select * from reading_hour where device_id = ? and (?::text is null or metric = ?)"
                    + " and at >= ? and at < ? and at < ?",
                row -> read(row, Sql.instant(row, "at")),
                deviceId,
                metric,
                metric,
                from,
                to,
                until));
    sums.addAll(singles.hours(deviceId, metric, from.isAfter(until) ? from : until, to));
    sums.sort(ORDER);
    return sums;
  }

  List<Aggregate> days(UUID deviceId, String metric, LocalDate from, LocalDate to, ZoneId zone) {
    // The day in which the summing up has arrived is not whole in its table yet.
    var open = LocalDate.ofInstant(summedUntil(sql), zone);
    var sums =
        new ArrayList<>(
            sql.query(
                "select * from reading_day where device_id = ? and (?::text is null or metric = ?)"
                    + " and day >= ? and day < ? and day < ?",
                row -> read(row, startOf(row.getObject("day", LocalDate.class), zone)),
                deviceId,
                metric,
                metric,
                from,
                to,
                open));
    var rest = from.isAfter(open) ? from : open;
    if (rest.isBefore(to)) {
      sums.addAll(byDay(hours(deviceId, metric, startOf(rest, zone), startOf(to, zone)), zone));
    }
    sums.sort(ORDER);
    return sums;
  }

  private static List<Aggregate> byDay(List<Aggregate> hours, ZoneId zone) {
    var days = new LinkedHashMap<Key, Aggregate>();
    for (var hour : hours) {
      var day = LocalDate.ofInstant(hour.at(), zone);
      days.merge(new Key(hour.metric(), day), hour.beginning(startOf(day, zone)), Aggregate::plus);
    }
    return List.copyOf(days.values());
  }

  /** Up to where hours are summed up. */
  static Instant summedUntil(Sql sql) {
    return sql.query("select until from reading_summed", row -> Sql.instant(row, "until")).stream()
        .findFirst()
        .orElse(Instant.EPOCH)
        .truncatedTo(ChronoUnit.HOURS);
  }

  static Instant startOf(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant();
  }

  static Aggregate read(ResultSet row, Instant at) throws SQLException {
    return new Aggregate(
        Sql.uuid(row, "device_id"),
        row.getString("metric"),
        at,
        row.getString("unit"),
        row.getLong("count"),
        row.getDouble("total"),
        row.getDouble("squares"),
        row.getDouble("least"),
        Sql.instant(row, "least_at"),
        row.getDouble("most"),
        Sql.instant(row, "most_at"));
  }
}
