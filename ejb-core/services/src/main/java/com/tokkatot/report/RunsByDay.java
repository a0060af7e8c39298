package com.tokkatot.report;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/**
 * How long and how often a device worked on each day, out of what it said of itself in its own
 * order. A run over midnight counts on both days, its beginning on the first. No run ends in the
 * future or before it began: a node's clock may have jumped. Method: that of {@code usage}.
 */
final class RunsByDay {

  private final Days days;
  private final Instant until;
  private final Map<LocalDate, Long> onMs = new HashMap<>();
  private final Map<LocalDate, Integer> cycles = new HashMap<>();
  private Instant onSince;

  /**
   * @param wasOn whether it worked when the first day began
   * @param now what would be later is not known
   */
  RunsByDay(Days days, boolean wasOn, Instant now) {
    this.days = days;
    this.until = now.isBefore(days.end()) ? now : days.end();
    this.onSince = wasOn ? days.start() : null;
  }

  /** The next thing it said. */
  void said(boolean isOn, Instant at) {
    var then = at.isAfter(until) ? until : at;
    if (isOn && onSince == null) {
      onSince = then;
      cycles.merge(days.dayOf(then), 1, Integer::sum);
    } else if (!isOn && onSince != null) {
      add(onSince, then);
      onSince = null;
    }
  }

  /** Nothing more was said: a run that lasts is counted up to now. */
  void end() {
    if (onSince != null) {
      add(onSince, until);
      onSince = null;
    }
  }

  private void add(Instant from, Instant to) {
    for (var start = from; start.isBefore(to); ) {
      var day = days.dayOf(start);
      var midnight = days.startOf(day.plusDays(1));
      var end = midnight.isBefore(to) ? midnight : to;
      onMs.merge(day, Duration.between(start, end).toMillis(), Long::sum);
      start = end;
    }
  }

  long onMs(LocalDate day) {
    return onMs.getOrDefault(day, 0L);
  }

  int cycles(LocalDate day) {
    return cycles.getOrDefault(day, 0);
  }
}
