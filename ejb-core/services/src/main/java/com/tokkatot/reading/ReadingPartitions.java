package com.tokkatot.reading;

import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Makes the partitions of readings and their hours ahead of time, and drops them when they have
 * been kept long enough. A hub keeps seven days, so older readings than that are not expected;
 * clocks may run a day ahead. Source: seed, "Pattern 2" (retention).
 */
@Stateless
public class ReadingPartitions {

  static final Duration LATE = Duration.ofDays(8);
  static final Duration EARLY = Duration.ofDays(1);

  /** Days are summed up for five years. */
  private static final Period DAYS_KEPT = Period.ofYears(5);

  /** Days of one device are few, so this many at once are no burden. */
  private static final int DAYS_AT_ONCE = 10_000;

  private static final Period SINGLE_KEPT = Period.ofDays(30);

  private static final List<Parted> TABLES =
      List.of(
          new Parted("reading", Period.ofDays(1), SINGLE_KEPT),
          new Parted("reading_hour", Period.ofMonths(1), Period.ofYears(1)));

  @Inject Sql sql;
  @Inject InstantSource time;

  /**
   * A table in partitions by time, in UTC.
   *
   * @param step a day or a month
   * @param kept how long what is in it is kept
   */
  private record Parted(String table, Period step, Period kept) {

    LocalDate start(LocalDate day) {
      return step.getMonths() > 0 ? day.withDayOfMonth(1) : day;
    }

    String nameOf(LocalDate start) {
      return table + "_" + start.format(DateTimeFormatter.BASIC_ISO_DATE);
    }
  }

  /** Whether a reading taken then has a partition to go to. */
  static boolean covers(Instant takenAt, Instant now) {
    return !takenAt.isBefore(now.minus(LATE)) && !takenAt.isAfter(now.plus(EARLY));
  }

  /** From when on every single reading is still kept. */
  static Instant keptSince(Instant now) {
    return day(now).minus(SINGLE_KEPT).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** Makes those that are missing. */
  public void makeAhead() {
    lock();
    var now = time.instant();
    for (var parted : TABLES) {
      var last = parted.start(day(now.plus(EARLY))).plus(parted.step);
      for (var start = parted.start(day(now.minus(LATE)));
          !start.isAfter(last);
          start = start.plus(parted.step)) {
        sql.update(
            "create table if not exists %s partition of %s for values from ('%s') to ('%s')"
                .formatted(
                    parted.nameOf(start),
                    parted.table,
                    start + " 00:00+00",
                    start.plus(parted.step) + " 00:00+00"));
      }
    }
  }

  /** Drops those that have been kept long enough, and days that have. */
  public void dropOld() {
    lock();
    var today = day(time.instant());
    for (var parted : TABLES) {
      partitions(parted).stream()
          .filter(start -> !start.plus(parted.step).isAfter(today.minus(parted.kept)))
          .forEach(start -> sql.update("drop table " + parted.nameOf(start)));
    }
    sql.update(
        "delete from reading_day where (device_id, metric, day) in (select device_id, metric, day"
            + " from reading_day where day < ? limit ?)",
        today.minus(DAYS_KEPT),
        DAYS_AT_ONCE);
  }

  /**
   * Writes the newest whole day that is not yet so in the order of devices: a month of one device
   * is then a few blocks instead of one block a reading.
   *
   * @return false if there is none
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public boolean orderNext() {
    var start = day(time.instant()).minusDays(1);
    var open =
        sql.query(
            """
            select relation.relname as name from pg_inherits
            join pg_class relation on relation.oid = inhrelid
            join pg_index key on key.indrelid = relation.oid and key.indisprimary
            where inhparent = 'reading'::regclass and not key.indisclustered
              and relation.relname <= ?
            order by relation.relname desc limit 1
            """,
            row -> row.getString("name"),
            TABLES.get(0).nameOf(start));
    open.forEach(
        name -> {
          // Who reads that day waits; who would keep us waiting for it goes first.
          sql.update("set local lock_timeout = '2s'");
          sql.update("cluster " + name + " using " + name + "_pkey");
        });
    return !open.isEmpty();
  }

  private List<LocalDate> partitions(Parted parted) {
    return sql.query(
        "select substring(relation.relname from '[0-9]{8}$') as start from pg_inherits"
            + " join pg_class relation on relation.oid = inhrelid"
            + " where inhparent = ?::regclass order by relation.relname",
        row -> LocalDate.parse(row.getString("start"), DateTimeFormatter.BASIC_ISO_DATE),
        parted.table);
  }

  /** One node at a time: two that make the same partition at once would fail each other. */
  private void lock() {
    sql.query("select pg_advisory_xact_lock(7401)", row -> 1);
  }

  private static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }
}
