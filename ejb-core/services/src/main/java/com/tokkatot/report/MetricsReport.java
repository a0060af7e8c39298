package com.tokkatot.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A device's readings, summed up.
 *
 * @param metric what was asked for, or {@code all}
 * @param timezone the farm's, by which days and weeks begin
 * @param dataPoints oldest first; times without readings are left out
 * @param summary of the metric that was asked for; null when none was measured, or all were asked
 * @param summaries of each metric that was measured
 * @param analysis null unless it was asked for
 */
public record MetricsReport(
    UUID deviceId,
    String metric,
    String interval,
    String aggregate,
    LocalDate from,
    LocalDate to,
    String timezone,
    List<Point> dataPoints,
    Summary summary,
    Map<String, Summary> summaries,
    MetricsAnalysis analysis) {

  MetricsReport with(MetricsAnalysis said) {
    return new MetricsReport(
        deviceId,
        metric,
        interval,
        aggregate,
        from,
        to,
        timezone,
        dataPoints,
        summary,
        summaries,
        said);
  }

  /**
   * One interval.
   *
   * @param timestamp when it began
   * @param value the figure that was asked for
   * @param count how many readings
   */
  public record Point(
      Instant timestamp,
      String metric,
      String unit,
      double value,
      double min,
      Instant minAt,
      double max,
      Instant maxAt,
      double avg,
      long count) {}

  /**
   * The whole range.
   *
   * @param p5 a twentieth of the readings lie below: exact for at most two days, within 0.2 % of
   *     the value for more; null where that is not known any more, as are p50 and p95
   */
  public record Summary(
      String unit,
      double min,
      Instant minAt,
      double max,
      Instant maxAt,
      double avg,
      double stddev,
      Double p5,
      Double p50,
      Double p95,
      long count) {}
}
