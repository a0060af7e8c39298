package com.tokkatot.report;

import com.tokkatot.shared.Invalid;
import java.time.LocalDate;
import java.time.Period;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What is asked about a device's readings.
 *
 * @param metric or null for all
 * @param from the first day, of the farm's calendar
 * @param to the last day, included
 */
public record MetricsQuestion(
    UUID deviceId,
    String metric,
    LocalDate from,
    LocalDate to,
    Interval interval,
    Figure aggregate) {

  private static final Pattern METRIC = Pattern.compile("[a-z][a-z0-9_]{0,39}");

  /** What one point stands for. */
  public enum Interval {
    /** An hour; kept for a year. */
    HOUR(Period.ofYears(1)),
    /** A civil day; kept for five years. */
    DAY(Period.ofYears(5)),
    /** A week from Monday; kept for five years. */
    WEEK(Period.ofYears(5));

    private final Period longest;

    Interval(Period longest) {
      this.longest = longest;
    }
  }

  /** What a point's value is. */
  public enum Figure {
    AVG,
    MIN,
    MAX,
    SUM
  }

  /**
   * @throws Invalid naming the field that is wrong
   */
  public MetricsQuestion {
    if (metric != null && !METRIC.matcher(metric).matches()) {
      throw new Invalid("metric", "must be a metric, for example temperature, or all");
    }
    if (from.isAfter(to)) {
      throw new Invalid("from", "must not be after to");
    }
    if (from.plus(interval.longest).isBefore(to)) {
      throw new Invalid(
          "from",
          interval == Interval.HOUR
              ? "must be at most a year before to; for longer ranges ask by day"
              : "must be at most five years before to");
    }
  }
}
