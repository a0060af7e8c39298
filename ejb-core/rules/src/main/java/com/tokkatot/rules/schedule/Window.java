package com.tokkatot.rules.schedule;

import com.tokkatot.rules.InvalidRule;
import com.tokkatot.rules.time.LocalTimes;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Part of the day, on some days: from its start until before its end, on the farm's clock. Where
 * the end is not after the start it is on the next day; start and end alike are a whole day. A
 * window belongs to the day on which it starts.
 *
 * @param dateFrom first day; null: always was
 * @param dateTo last day; null: always will be
 */
public record Window(
    LocalTime start, LocalTime end, Set<DayOfWeek> days, LocalDate dateFrom, LocalDate dateTo) {

  /** The longest gap between two windows that days of the week can make, and a day at each end. */
  private static final int LOOK_AHEAD_DAYS = 9;

  /** One time that it is open. */
  public record Span(Instant from, Instant until) {

    boolean contains(Instant instant) {
      return !instant.isBefore(from) && instant.isBefore(until);
    }
  }

  /**
   * @throws InvalidRule naming the field, as schedules.md does
   */
  public Window {
    if (start == null || end == null) {
      throw new InvalidRule(start == null ? "start_time" : "end_time", "is missing");
    }
    if (days.isEmpty()) {
      throw new InvalidRule("days_of_week", "must name a day");
    }
    if (dateFrom != null && dateTo != null && dateTo.isBefore(dateFrom)) {
      throw new InvalidRule("date_to", "is before date_from");
    }
    days = Set.copyOf(days);
  }

  /** Each day. */
  public static Window daily(LocalTime start, LocalTime end) {
    return new Window(start, end, EnumSet.allOf(DayOfWeek.class), null, null);
  }

  /** The span that this instant lies in; empty: it is closed. */
  public Optional<Span> at(Instant instant, ZoneId zone) {
    var today = instant.atZone(zone).toLocalDate();
    // One that began later counts: the night's end may reach into the next one's start.
    for (var day = today.plusDays(1); !day.isBefore(today.minusDays(2)); day = day.minusDays(1)) {
      var span = on(day, zone).filter(each -> each.contains(instant));
      if (span.isPresent()) {
        return span;
      }
    }
    return Optional.empty();
  }

  /** The first span that starts strictly after this instant; empty: none does any more. */
  public Optional<Span> next(Instant after, ZoneId zone) {
    var today = after.atZone(zone).toLocalDate();
    var first = dateFrom != null && dateFrom.isAfter(today) ? dateFrom : today;
    for (var day = first.minusDays(1);
        !day.isAfter(first.plusDays(LOOK_AHEAD_DAYS));
        day = day.plusDays(1)) {
      var span = on(day, zone).filter(each -> each.from.isAfter(after));
      if (span.isPresent()) {
        return span;
      }
    }
    return Optional.empty();
  }

  private Optional<Span> on(LocalDate day, ZoneId zone) {
    var isOut =
        !days.contains(day.getDayOfWeek())
            || (dateFrom != null && day.isBefore(dateFrom))
            || (dateTo != null && day.isAfter(dateTo));
    if (isOut) {
      return Optional.empty();
    }
    var last = end.isAfter(start) ? day : day.plusDays(1);
    var from = LocalTimes.instant(day.atTime(start), zone);
    var until = LocalTimes.instant(last.atTime(end), zone);
    // A change of the clock may skip all of it.
    return until.isAfter(from) ? Optional.of(new Span(from, until)) : Optional.empty();
  }
}
