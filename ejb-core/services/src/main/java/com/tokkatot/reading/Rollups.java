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
import java.util.Comparator;
import java.util.List;
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

  private static final String SUMS =
      """
      count = excluded.count, total = excluded.total, squares = excluded.squares,
      unit = excluded.unit, least = excluded.least, least_at = excluded.least_at,
      most = excluded.most, most_at = excluded.most_at
      """;

  private static final String HOURS =
      """
      insert into reading_hour
      select device_id, metric, ?, %s
      from reading
      where taken_at >= ? and taken_at < ? and quality <> 'bad'
        and (?::uuid is null or device_id = ?)
      group by device_id, metric
      on conflict (device_id, metric, at) do update set %s
      """
          .formatted(PostgresTiers.OF_READINGS, SUMS);

  private static final String DAYS =
      """
      insert into reading_day
      select hour.device_id, hour.metric, local.day, max(hour.unit), sum(hour.count),
        sum(hour.total), sum(hour.squares),
        min(hour.least), (array_agg(hour.least_at order by hour.least, hour.least_at))[1],
        max(hour.most), (array_agg(hour.most_at order by hour.most desc, hour.most_at))[1]
      from device join farm on farm.id = device.farm_id
      cross join lateral (select (?::timestamptz at time zone farm.timezone)::date as day) local
      join reading_hour hour on hour.device_id = device.id
        and hour.at >= local.day::timestamp at time zone farm.timezone
        and hour.at < (local.day + 1)::timestamp at time zone farm.timezone
      where (?::uuid is null or device.id = ?) and exists (select 1 from reading_hour summed
        where summed.device_id = device.id and summed.at = ?)
      group by hour.device_id, hour.metric, local.day
      on conflict (device_id, metric, day) do update set %s
      """
          .formatted(SUMS);

  @Inject Sql sql;
  @Inject InstantSource time;

  /** An hour of a device. */
  record Hour(UUID deviceId, Instant at) {

    static Hour of(UUID deviceId, Instant takenAt) {
      return new Hour(deviceId, takenAt.truncatedTo(ChronoUnit.HOURS));
    }
  }

  /** Whether the hour of such a reading may have been summed up already. */
  static boolean isLate(Instant takenAt, Instant now) {
    return takenAt.isBefore(now.minus(LATE_AFTER).truncatedTo(ChronoUnit.HOURS));
  }

  /** Marks hours to be summed up anew, in the transaction that writes into them. */
  static void mark(Sql sql, Collection<Hour> late) {
    // Always in the same order, and never passing over a mark: whoever takes it then waits for us.
    sql.batch(
        "insert into reading_late (device_id, hour) values (?, ?)"
            + " on conflict (device_id, hour) do update set marks = reading_late.marks + 1",
        late.stream()
            .distinct()
            .sorted(Comparator.comparing(Hour::deviceId).thenComparing(Hour::at))
            .map(hour -> new Object[] {hour.deviceId, hour.at})
            .toList());
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
    var until =
        sql.query(
            "select until from reading_summed for update skip locked",
            row -> Sql.instant(row, "until"));
    if (until.isEmpty()) {
      return false;
    }
    var hour = until.get(0);
    var end = hour.plus(1, ChronoUnit.HOURS);
    if (end.plus(SUMMED_AFTER).isAfter(now)) {
      return false;
    }
    sum(null, hour);
    sql.update("update reading_summed set until = ?", end);
    return true;
  }

  /**
   * Sums up again what changed late.
   *
   * @return whether there may be more
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public boolean sumLate() {
    var late =
        sql.query(
            """
            delete from reading_late where (device_id, hour) in (
              select device_id, hour from reading_late
              where hour < (select until from reading_summed)
              order by hour, device_id limit ? for update skip locked)
            returning device_id, hour
            """,
            row -> new Hour(Sql.uuid(row, "device_id"), Sql.instant(row, "hour")),
            LATE_AT_ONCE);
    late.stream()
        .sorted(Comparator.comparing(Hour::at).thenComparing(Hour::deviceId))
        .forEach(hour -> sum(hour.deviceId, hour.at));
    return late.size() == LATE_AT_ONCE;
  }

  private void sum(UUID deviceId, Instant hour) {
    var end = hour.plus(1, ChronoUnit.HOURS);
    sql.update(HOURS, hour, hour, end, deviceId, deviceId);
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
