package com.tokkatot.message;

import com.tokkatot.shared.Invalid;
import java.time.LocalTime;
import java.util.regex.Pattern;

/**
 * Part of the day in which a member wants no sound; over midnight when it ends before it starts.
 *
 * @param start first minute, for example 20:00
 * @param end first minute after it
 */
public record QuietHours(LocalTime start, LocalTime end) {

  private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");

  /**
   * @return null when both are null
   * @throws Invalid naming the field that is wrong
   */
  public static QuietHours of(String start, String end) {
    if (start == null && end == null) {
      return null;
    }
    var from = time("quiet_hours_start", start);
    var until = time("quiet_hours_end", end);
    if (from.equals(until)) {
      throw new Invalid("quiet_hours_end", "must not be the start: that would be no time or all");
    }
    return new QuietHours(from, until);
  }

  private static LocalTime time(String field, String text) {
    if (text == null) {
      throw new Invalid(field, "is missing: quiet hours have a start and an end");
    }
    if (!TIME.matcher(text).matches()) {
      throw new Invalid(field, "must be a time of the day, for example 20:00");
    }
    return LocalTime.parse(text);
  }

  boolean contain(LocalTime now) {
    return start.isBefore(end)
        ? !now.isBefore(start) && now.isBefore(end)
        : !now.isBefore(start) || now.isBefore(end);
  }
}
