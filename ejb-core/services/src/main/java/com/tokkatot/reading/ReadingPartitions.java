package com.tokkatot.reading;

import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Makes the reading table's partitions, one a UTC day, ahead of time. A hub keeps seven days, so
 * older readings than that are not expected; clocks may run a day ahead.
 */
@Stateless
public class ReadingPartitions {

  static final Duration LATE = Duration.ofDays(8);
  static final Duration EARLY = Duration.ofDays(1);

  @Inject Sql sql;
  @Inject InstantSource time;

  /** Whether a reading taken then has a partition to go to. */
  static boolean covers(Instant takenAt, Instant now) {
    return !takenAt.isBefore(now.minus(LATE)) && !takenAt.isAfter(now.plus(EARLY));
  }

  /** Makes those that are missing. */
  public void makeAhead() {
    var now = time.instant();
    var last = day(now.plus(EARLY)).plusDays(1);
    // One node at a time: two that make the same partition at once would fail each other.
    sql.query("select pg_advisory_xact_lock(7401)", row -> 1);
    for (var day = day(now.minus(LATE)); !day.isAfter(last); day = day.plusDays(1)) {
      sql.update(
          "create table if not exists reading_%s partition of reading for values from ('%s') to ('%s')"
              .formatted(
                  day.toString().replace("-", ""),
                  day + " 00:00+00",
                  day.plusDays(1) + " 00:00+00"));
    }
  }

  private static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }
}
