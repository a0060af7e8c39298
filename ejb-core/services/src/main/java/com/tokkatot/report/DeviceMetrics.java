package com.tokkatot.report;

import com.tokkatot.device.Devices;
import com.tokkatot.farm.FarmZone;
import com.tokkatot.reading.Aggregate;
import com.tokkatot.reading.TimeSeries;
import com.tokkatot.report.MetricsQuestion.Interval;
import com.tokkatot.report.MetricsReport.Point;
import com.tokkatot.report.MetricsReport.Summary;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** A device's readings over a range of days. Callers have checked that the farm is theirs. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class DeviceMetrics {

  private static final List<Double> SHARES = List.of(0.05, 0.5, 0.95);

  @Inject Sql sql;
  @Inject TimeSeries series;
  @Inject InstantSource time;
  @EJB Devices devices;

  private record Key(String metric, Instant at) {}

  /** Today on this farm. */
  public LocalDate today(UUID farmId) {
    return LocalDate.ofInstant(time.instant(), FarmZone.of(sql, farmId));
  }

  /**
   * The report.
   *
   * @throws NotFound if the device is not on the farm
   * @throws Invalid if it would hold more than 100,000 points
   */
  public MetricsReport of(UUID farmId, MetricsQuestion question) {
    devices.in(farmId, question.deviceId());
    var zone = FarmZone.of(sql, farmId);
    var sums = sums(question, zone);
    var summaries = summaries(question, zone, sums);
    return new MetricsReport(
        question.deviceId(),
        question.metric() == null ? "all" : question.metric(),
        question.interval().name().toLowerCase(Locale.ROOT),
        question.aggregate().name().toLowerCase(Locale.ROOT),
        question.from(),
        question.to(),
        zone.getId(),
        sums.stream().map(sum -> point(sum, question)).toList(),
        question.metric() == null ? null : summaries.get(question.metric()),
        summaries,
        null);
  }

  /**
   * The report, with what can be read out of it.
   *
   * @param wanted which analyses; none: the plain report
   * @throws NotFound if the device is not on the farm
   * @throws Invalid if the range is too long for an analysis
   */
  public MetricsReport of(UUID farmId, MetricsQuestion question, Set<Analysis> wanted) {
    var report = of(farmId, question);
    return wanted.isEmpty()
        ? report
        : report.with(
            new DeviceAnalysis(sql, series)
                .of(question, report.summaries().keySet(), FarmZone.of(sql, farmId), wanted));
  }

  /** The points alone, oldest first, for a device that is known to be on the farm. */
  public List<Point> points(UUID farmId, MetricsQuestion question) {
    return sums(question, FarmZone.of(sql, farmId)).stream()
        .map(sum -> point(sum, question))
        .toList();
  }

  private List<Aggregate> sums(MetricsQuestion question, ZoneId zone) {
    var sums = allSums(question, zone);
    Days.checkPoints("from", sums.size());
    return sums;
  }

  private List<Aggregate> allSums(MetricsQuestion question, ZoneId zone) {
    var end = question.to().plusDays(1);
    if (question.interval() == Interval.HOUR) {
      return series.hours(
          question.deviceId(),
          question.metric(),
          question.from().atStartOfDay(zone).toInstant(),
          end.atStartOfDay(zone).toInstant());
    }
    var days = series.days(question.deviceId(), question.metric(), question.from(), end, zone);
    return question.interval() == Interval.DAY ? days : byWeek(days, zone);
  }

  private static List<Aggregate> byWeek(List<Aggregate> days, ZoneId zone) {
    var monday = TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY);
    UnaryOperator<Instant> start =
        at -> LocalDate.ofInstant(at, zone).with(monday).atStartOfDay(zone).toInstant();
    var weeks = new LinkedHashMap<Key, Aggregate>();
    for (var day : days) {
      var at = start.apply(day.at());
      weeks.merge(new Key(day.metric(), at), day.beginning(at), Aggregate::plus);
    }
    return List.copyOf(weeks.values());
  }

  private Map<String, Summary> summaries(
      MetricsQuestion question, ZoneId zone, List<Aggregate> sums) {
    var whole = new LinkedHashMap<String, Aggregate>();
    sums.forEach(sum -> whole.merge(sum.metric(), sum, Aggregate::plus));
    var quantiles = quantiles(question, zone);
    var summaries = new LinkedHashMap<String, Summary>();
    whole.forEach((metric, sum) -> summaries.put(metric, summary(sum, quantiles.get(metric))));
    return summaries;
  }

  private Map<String, List<Double>> quantiles(MetricsQuestion question, ZoneId zone) {
    return series.quantiles(
        question.deviceId(),
        question.metric(),
        question.from(),
        question.to().plusDays(1),
        zone,
        SHARES);
  }

  private static Summary summary(Aggregate sum, List<Double> quantiles) {
    return new Summary(
        sum.unit(),
        sum.least(),
        sum.leastAt(),
        sum.most(),
        sum.mostAt(),
        sum.mean(),
        sum.deviation(),
        quantiles == null ? null : quantiles.get(0),
        quantiles == null ? null : quantiles.get(1),
        quantiles == null ? null : quantiles.get(2),
        sum.count());
  }

  private static Point point(Aggregate sum, MetricsQuestion question) {
    var value =
        switch (question.aggregate()) {
          case AVG -> sum.mean();
          case MIN -> sum.least();
          case MAX -> sum.most();
          case SUM -> sum.total();
        };
    return new Point(
        sum.at(),
        sum.metric(),
        sum.unit(),
        value,
        sum.least(),
        sum.leastAt(),
        sum.most(),
        sum.mostAt(),
        sum.mean(),
        sum.count());
  }
}
