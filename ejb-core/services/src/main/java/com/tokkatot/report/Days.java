package com.tokkatot.report;

import com.tokkatot.shared.Invalid;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * A range of days of a farm's calendar.
 *
 * @param from the first day
 * @param to the last day, included
 */
record Days(LocalDate from, LocalDate to, ZoneId zone) {

  /** Longest range. Source: requirements.md 2.9 R5. */
  static final int MOST = 365;

  /** Most points of one question. Source: decisions.md D19. */
  static final int MOST_POINTS = 100_000;

  /**
   * @throws Invalid naming {@code from} if the range is upside down or too long
   */
  Days {
    if (from.isAfter(to)) {
      throw new Invalid("from", "must not be after to");
    }
    if (from.plusDays(MOST).isBefore(to)) {
      throw new Invalid("from", "must be at most a year before to");
    }
  }

  /**
   * The last days, today included.
   *
   * @param days 1 to {@link #MOST}
   * @throws Invalid if they are not
   */
  static Days last(int days, Instant now, ZoneId zone) {
    if (days < 1 || days > MOST) {
      throw new Invalid("days", "must be 1 to " + MOST);
    }
    var today = LocalDate.ofInstant(now, zone);
    return new Days(today.minusDays(days - 1L), today, zone);
  }

  /**
   * @throws Invalid naming the field if an answer would hold more than {@link #MOST_POINTS}
   */
  static void checkPoints(String field, long points) {
    if (points > MOST_POINTS) {
      throw new Invalid(field, "holds more than 100,000 points; ask for a shorter range");
    }
  }

  Instant start() {
    return startOf(from);
  }

  /** Behind the last day. */
  Instant end() {
    return startOf(to.plusDays(1));
  }

  Instant startOf(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }

  LocalDate dayOf(Instant instant) {
    return LocalDate.ofInstant(instant, zone);
  }
}
