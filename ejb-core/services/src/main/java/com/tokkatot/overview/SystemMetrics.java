package com.tokkatot.overview;

import com.tokkatot.reading.SystemMetric;
import com.tokkatot.reading.TimeSeries;
import com.tokkatot.shared.Invalid;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;

/** How the system did, for staff; who asks has been checked at the door. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class SystemMetrics {

  /** Most points of one answer. Source: decisions.md D19. */
  static final int MOST = 100_000;

  private static final Pattern METRIC = Pattern.compile("[a-z][a-z0-9_]{0,39}");
  private static final Duration USUAL = Duration.ofDays(1);

  @Inject TimeSeries series;
  @Inject InstantSource time;

  /** A metric's points, oldest first. */
  public record SystemMetricsView(
      String metric, Instant from, Instant to, List<SystemMetric> points) {}

  /**
   * Points of at most 30 days.
   *
   * @param service null: each
   * @param from null: a day before the end
   * @param to null: now
   * @throws Invalid naming the parameter that is wrong, or {@code from} when there are too many
   */
  public SystemMetricsView of(String metric, String service, Instant from, Instant to) {
    if (metric == null || !METRIC.matcher(metric).matches()) {
      throw new Invalid("metric", "must be a metric, for example commands_open");
    }
    var end = to == null ? time.instant() : to;
    var begin = from == null ? end.minus(USUAL) : from;
    if (!begin.isBefore(end)) {
      throw new Invalid("from", "must be before to");
    }
    var points = series.metrics(metric, service, begin, end, MOST + 1);
    if (points.size() > MOST) {
      throw new Invalid("from", "holds more than 100,000 points; ask for a shorter range");
    }
    return new SystemMetricsView(metric, begin, end, points);
  }
}
