package com.tokkatot.report;

import com.tokkatot.farm.FlockCurves;
import com.tokkatot.reading.Aggregate;
import com.tokkatot.reading.TimeSeries;
import com.tokkatot.report.MetricsAnalysis.Climate;
import com.tokkatot.report.MetricsAnalysis.Finding;
import com.tokkatot.report.MetricsAnalysis.Slope;
import com.tokkatot.rules.analysis.Anomalies;
import com.tokkatot.rules.analysis.ComfortTime;
import com.tokkatot.rules.analysis.HeatStress;
import com.tokkatot.rules.analysis.HeatStress.Air;
import com.tokkatot.rules.analysis.Hour;
import com.tokkatot.rules.analysis.Trend;
import com.tokkatot.rules.analysis.Trend.Point;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.Sql;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** Reads trends, anomalies and climate out of the sums of a device; the methods are in rules. */
final class DeviceAnalysis {

  /** Longest range that is looked at by hours. */
  static final int MOST_DAYS = 92;

  /** So many sensors beside it say enough. */
  private static final int MOST_OTHERS = 5;

  private final Sql sql;
  private final TimeSeries series;

  DeviceAnalysis(Sql sql, TimeSeries series) {
    this.sql = sql;
    this.series = series;
  }

  private record Range(UUID deviceId, Instant from, Instant to) {}

  private record Flock(String breed, Instant hatched) {}

  /**
   * @param metrics those that were measured
   * @throws Invalid if the range is too long to be looked at by hours
   */
  MetricsAnalysis of(
      MetricsQuestion question, Collection<String> metrics, ZoneId zone, Set<Analysis> wanted) {
    var byHours = wanted.contains(Analysis.ANOMALY) || wanted.contains(Analysis.CLIMATE);
    if (byHours && question.from().plusDays(MOST_DAYS).isBefore(question.to())) {
      throw new Invalid(
          "analysis", "of anomalies and climate is for at most " + MOST_DAYS + " days");
    }
    var range =
        new Range(
            question.deviceId(),
            question.from().atStartOfDay(zone).toInstant(),
            question.to().plusDays(1).atStartOfDay(zone).toInstant());
    return new MetricsAnalysis(
        wanted.contains(Analysis.TREND) ? trends(question, metrics, zone) : List.of(),
        wanted.contains(Analysis.ANOMALY) ? anomalies(range, metrics) : List.of(),
        wanted.contains(Analysis.CLIMATE) ? climate(range) : null);
  }

  private List<Slope> trends(MetricsQuestion question, Collection<String> metrics, ZoneId zone) {
    var days =
        series.days(
            question.deviceId(),
            question.metric(),
            question.from(),
            question.to().plusDays(1),
            zone);
    var slopes = new ArrayList<Slope>();
    for (var metric : metrics) {
      var points =
          days.stream()
              .filter(day -> day.metric().equals(metric))
              .map(day -> new Point(day.at(), day.mean()))
              .toList();
      Trend.of(points)
          .map(
              trend ->
                  new Slope(
                      metric,
                      trend.perDay(),
                      trend.low(),
                      trend.high(),
                      trend.isSure(),
                      points.size()))
          .ifPresent(slopes::add);
    }
    return slopes;
  }

  private List<Finding> anomalies(Range range, Collection<String> metrics) {
    var others = others(range.deviceId);
    var found = new ArrayList<Finding>();
    for (var metric : metrics) {
      var beside =
          others.stream()
              .map(other -> hours(new Range(other, range.from, range.to), metric))
              .filter(hours -> !hours.isEmpty())
              .limit(MOST_OTHERS)
              .toList();
      for (var one : Anomalies.of(metric, hours(range, metric), beside)) {
        found.add(
            new Finding(
                metric,
                one.kind().name().toLowerCase(Locale.ROOT),
                one.from(),
                one.to(),
                one.value(),
                one.expected(),
                one.score()));
      }
    }
    return found;
  }

  /** Sensors of its coop, of its kind. */
  private List<UUID> others(UUID deviceId) {
    return sql.query(
        "select other.id from device join device other on other.coop_id = device.coop_id"
            + " and other.kind = device.kind and other.id <> device.id"
            + " and other.removed_at is null where device.id = ? order by other.id limit ?",
        row -> Sql.uuid(row, "id"),
        deviceId,
        2 * MOST_OTHERS);
  }

  private Climate climate(Range range) {
    var temperature = hours(range, "temperature");
    var humidity = new HashMap<Instant, Hour>();
    hours(range, "humidity").forEach(hour -> humidity.put(hour.at(), hour));
    if (temperature.isEmpty() && humidity.isEmpty()) {
      return null;
    }
    var stress =
        HeatStress.of(
            temperature.stream()
                .filter(hour -> humidity.containsKey(hour.at()))
                .map(hour -> new Air(hour.mean(), humidity.get(hour.at()).mean()))
                .toList());
    var comfort =
        temperature.isEmpty()
            ? null
            : flock(range.deviceId).stream()
                .findFirst()
                .map(
                    flock ->
                        ComfortTime.of(temperature, FlockCurves.of(flock.breed), flock.hatched))
                .orElse(null);
    return new Climate(
        stress.moderate(),
        stress.severe(),
        stress.emergency(),
        Double.isNaN(stress.worst()) ? null : (Double) stress.worst(),
        comfort == null ? null : (Integer) comfort.right(),
        comfort == null ? null : (Integer) comfort.cold(),
        comfort == null ? null : (Integer) comfort.warm());
  }

  /** Chicks are placed on their first day. */
  private List<Flock> flock(UUID deviceId) {
    return sql.query(
        "select flock.breed, flock.placed_at::timestamp at time zone farm.timezone as hatched"
            + " from device join farm on farm.id = device.farm_id"
            + " join flock on flock.coop_id = device.coop_id and flock.ended_at is null"
            + " where device.id = ?",
        row -> new Flock(row.getString("breed"), Sql.instant(row, "hatched")),
        deviceId);
  }

  private List<Hour> hours(Range range, String metric) {
    return series.hours(range.deviceId, metric, range.from, range.to).stream()
        .map(Aggregate::toHour)
        .toList();
  }
}
