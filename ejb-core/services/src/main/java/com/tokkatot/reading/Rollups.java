package com.tokkatot.reading;

import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Sums readings up by hours and days, and again when one comes late. An hour is summed up as a
 * whole once it is over; what is written into it from then on is marked, and its device summed up
 * anew, so late, doubled and disordered readings give the same sums as ordered ones. A timer's own
 * transaction would hold all hours, so each step has one of its own.
 */
@Stateless
public class Rollups {

  /** From here on a reading is late: its hour may have been summed up. */
  static final Duration LATE_AFTER = Duration.ofMinutes(5);

  /** An hour is summed up so long after its end: later than the last that did not count as late. */
  static final Duration SUMMED_AFTER = Duration.ofMinutes(10);

  private static final int LATE_AT_ONCE = 200;

  static final String SUMS =
      """
      count = excluded.count, total = excluded.total, squares = excluded.squares,
      unit = excluded.unit, least = excluded.least, least_at = excluded.least_at,
      most = excluded.most, most_at = excluded.most_at,
      bins = excluded.bins, bin_counts = excluded.bin_counts
      """;

  /** Sums of parts put together, in the order of the tiers' columns. */
  private static final String TOGETHER =
      """
      max(unit) as unit, sum(count) as count, sum(total) as total, sum(squares) as squares,
      min(least) as least, (array_agg(least_at order by least, least_at))[1] as least_at,
      max(most) as most, (array_agg(most_at order by most desc, most_at))[1] as most_at
      """;

  /** By bins first: their numbers are the sketch. */
  static final String HOURS =
      """
      insert into reading_hour
      select device_id, metric, ?, %s, array_agg(bin order by bin), array_agg(count order by bin)
      from (
        select device_id, metric, reading_bin(value) as bin, %s
        from reading
        where taken_at >= ? and taken_at < ? and quality <> 'bad'
          and (?::uuid is null or device_id = ?)
        group by device_id, metric, bin) binned
      group by device_id, metric
      on conflict (device_id, metric, at) do update set %s
      """
          .formatted(TOGETHER, PostgresSingles.SUMS, SUMS);

  /** A day with an hour that has no sketch has none. */
  private static final String DAYS =
      """
      with hour as materialized (
        select reading_hour.*, local.day
        from device join farm on farm.id = device.farm_id
        cross join lateral (select (?::timestamptz at time zone farm.timezone)::date as day) local
        join reading_hour on reading_hour.device_id = device.id
          and reading_hour.at >= local.day::timestamp at time zone farm.timezone
          and reading_hour.at < (local.day + 1)::timestamp at time zone farm.timezone
        where (?::uuid is null or device.id = ?) and exists (select 1 from reading_hour summed
          where summed.device_id = device.id and summed.at = ?)),
      sums as (
        select device_id, metric, day, %s, bool_and(bins is not null) as is_sketched
        from hour group by device_id, metric, day),
      sketches as (
        select device_id, metric, day, array_agg(bin order by bin) as bins,
          array_agg(readings order by bin) as bin_counts
        from (
          select device_id, metric, day, bin, sum(readings)::bigint as readings
          from hour cross join lateral unnest(bins, bin_counts) as sketch (bin, readings)
          group by device_id, metric, day, bin) binned
        group by device_id, metric, day)
      insert into reading_day
      select sums.device_id, sums.metric, sums.day, sums.unit, sums.count, sums.total,
        sums.squares, sums.least, sums.least_at, sums.most, sums.most_at,
        case when is_sketched then sketches.bins end,
        case when is_sketched then sketches.bin_counts end
      from sums left join sketches using (device_id, metric, day)
      on conflict (device_id, metric, day) do update set %s
      """
          .formatted(TOGETHER, SUMS);

  @Inject Sql sql;
  @Inject TimeSeries series;
  @Inject InstantSource time;

  /** An hour of a device. */
  public record Hour(UUID deviceId, Instant at) {

    /** Before all. */
    public static final Hour FIRST = new Hour(new UUID(0, 0), Instant.EPOCH);

    static Hour of(UUID deviceId, Instant takenAt) {
      return new Hour(deviceId, takenAt.truncatedTo(ChronoUnit.HOURS));
    }
  }

  /** Whether the hour of such a reading may have been summed up already. */
  static boolean isLate(Instant takenAt, Instant now) {
    return takenAt.isBefore(now.minus(LATE_AFTER).truncatedTo(ChronoUnit.HOURS));
  }

  /**
   * Marks hours to be summed up anew, in the transaction that writes into them. Marks are only ever
   * added: whoever writes waits for nobody.
   */
  static void mark(Sql sql, Collection<Hour> late) {
    if (late.isEmpty()) {
      return;
    }
    sql.update(
        "insert into reading_late (device_id, hour) select * from unnest(?, ?)",
        Sql.columns(
            List.of("uuid", "timestamptz"),
            late.stream().distinct().map(hour -> new Object[] {hour.deviceId, hour.at}).toList()));
  }

  /**
   * Sums up the next hour that is over, of all devices.
   *
   * @return false if there is none, or another node is at it
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public boolean sumNextHour() {
    var now = time.instant();
    sql.update(
        "insert into reading_summed (until) values (?) on conflict do nothing",
        now.minus(ReadingPartitions.LATE).truncatedTo(ChronoUnit.HOURS));
    var until = summedUntilAndMine();
    if (until.isEmpty()) {
      return false;
    }
    var hour = until.get();
    var end = hour.plus(1, ChronoUnit.HOURS);
    if (end.plus(SUMMED_AFTER).isAfter(now)) {
      return false;
    }
    sum(null, hour);
    sql.update("update reading_summed set until = ?", end);
    return true;
  }

  /**
   * Sums up again some of what changed late: the next after this one, in the order of hours and
   * then devices.
   *
   * @return the last that was summed up; empty if there was none, or another node is at it
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public Optional<Hour> sumLate(Hour after) {
    var until = summedUntilAndMine();
    if (until.isEmpty()) {
      return Optional.empty();
    }
    var late =
        sql.query(
            """
            select distinct hour, device_id from reading_late
            where (hour, device_id) > (?, ?) and hour < ? order by hour, device_id limit ?
            """,
            row -> new Hour(Sql.uuid(row, "device_id"), Sql.instant(row, "hour")),
            after.at,
            after.deviceId,
            until.get(),
            LATE_AT_ONCE);
    // Before the sums: a mark that comes later stays, for its reading may have missed them.
    sql.update(
        """
        delete from reading_late using unnest(?, ?) as late (device_id, hour)
        where reading_late.hour = late.hour and reading_late.device_id = late.device_id
        """,
        Sql.columns(
            List.of("uuid", "timestamptz"),
            late.stream().map(hour -> new Object[] {hour.deviceId, hour.at}).toList()));
    late.forEach(hour -> sum(hour.deviceId, hour.at));
    return late.isEmpty() ? Optional.empty() : Optional.of(late.get(late.size() - 1));
  }

  /** Up to where hours are summed up, and no other node sums until our transaction ends. */
  private Optional<Instant> summedUntilAndMine() {
    return sql
        .query(
            "select until from reading_summed for update skip locked",
            row -> Sql.instant(row, "until"))
        .stream()
        .findFirst();
  }

  private void sum(UUID deviceId, Instant hour) {
    series.sumUpHour(deviceId, hour);
    sql.update(DAYS, hour, deviceId, deviceId, hour);
  }

  /** The hours of these readings that may have been summed up. */
  static List<Hour> late(Collection<StoredReading> readings, Instant now) {
    return readings.stream()
        .filter(reading -> isLate(reading.timestamp(), now))
        .map(reading -> Hour.of(reading.deviceId(), reading.timestamp()))
        .distinct()
        .toList();
  }
}
