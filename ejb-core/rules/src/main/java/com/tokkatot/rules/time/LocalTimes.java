package com.tokkatot.rules.time;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** When a local time is, on a clock that people change. */
public final class LocalTimes {

  private LocalTimes() {}

  /**
   * The instant of a local time: what a change skips is at the first instant after the gap, what
   * comes twice is the first one.
   */
  public static Instant instant(LocalDateTime time, ZoneId zone) {
    var rules = zone.getRules();
    var offsets = rules.getValidOffsets(time);
    return offsets.isEmpty()
        ? rules.getTransition(time).getInstant()
        : time.toInstant(offsets.get(0));
  }
}
