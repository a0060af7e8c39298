package com.tokkatot.report;

import com.tokkatot.reading.TimeSeries;
import com.tokkatot.shared.Sql;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The tables of exports. Long ones are read in slices of time, each by a question of its own: a
 * phone that is slow to take the file holds no connection and no cursor of the database.
 */
final class ExportRows {

  /** Readings of one device, at 30 s and eight metrics, are a thousand in it. */
  private static final Duration SLICE = Duration.ofHours(1);

  private static final int MOST_WEEKS = 4;
  private static final int PAGE = 1_000;

  private ExportRows() {}

  static Rows metrics(DeviceMetrics metrics, UUID farmId, ExportQuestion question) {
    return new Rows(
        List.of("timestamp", "metric", "unit", "avg", "min", "min_at", "max", "max_at", "count"),
        row -> {
          var sunday = TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY);
          for (var first = question.from(); !first.isAfter(question.to()); ) {
            // A slice ends with a week, so that no week is cut in two.
            var last = earlierDay(first.plusWeeks(MOST_WEEKS - 1L).with(sunday), question.to());
            metrics
                .points(farmId, question.metrics(first, last))
                .forEach(
                    point ->
                        row.accept(
                            Arrays.asList(
                                point.timestamp(),
                                point.metric(),
                                point.unit(),
                                point.avg(),
                                point.min(),
                                point.minAt(),
                                point.max(),
                                point.maxAt(),
                                point.count())));
            first = last.plusDays(1);
          }
        });
  }

  static Rows usage(UsageReport report) {
    return new Rows(
        List.of("date", "hours", "cycles"),
        row ->
            report
                .onTimeByDay()
                .forEach(day -> row.accept(List.of(day.date(), day.hours(), day.cycles()))));
  }

  static Rows performance(PerformanceReport report) {
    var health = report.deviceHealth();
    var automation = report.automationEfficiency();
    return new Rows(
        List.of(
            "from",
            "to",
            "devices",
            "healthy",
            "degraded",
            "offline",
            "alerts_triggered",
            "critical_alerts",
            "scheduled_commands",
            "successful",
            "success_rate",
            "uptime_percent"),
        row ->
            row.accept(
                Arrays.asList(
                    report.from(),
                    report.to(),
                    health.total(),
                    health.healthy(),
                    health.degraded(),
                    health.offline(),
                    report.alertsTriggered(),
                    report.criticalAlerts(),
                    automation.scheduledCommands(),
                    automation.successful(),
                    automation.successRate(),
                    report.uptimePercent())));
  }

  /** Oldest first. */
  static Rows readings(TimeSeries series, ExportQuestion question, Days days) {
    return new Rows(
        List.of("timestamp", "metric", "value", "unit", "quality"),
        row -> {
          for (var from = days.start(); from.isBefore(days.end()); from = from.plus(SLICE)) {
            slice(series, question, from, earlier(from.plus(SLICE), days.end()), row);
          }
        });
  }

  private static void slice(
      TimeSeries series, ExportQuestion question, Instant from, Instant to, Consumer<List<?>> row) {
    var found = series.history(question.deviceId(), question.metric(), from, to, Days.MOST_POINTS);
    for (var i = found.size() - 1; i >= 0; i--) {
      var one = found.get(i);
      row.accept(
          List.of(
              one.timestamp(),
              one.metric(),
              one.value(),
              one.unit(),
              one.quality().name().toLowerCase(Locale.ROOT)));
    }
  }

  /** Newest first. */
  static Rows events(Sql sql, LogQuestion question) {
    return new Rows(
        List.of(
            "timestamp",
            "event_type",
            "event_category",
            "severity",
            "device_name",
            "message",
            "detail",
            "id",
            "device_id",
            "account_id"),
        row -> {
          var asked = question;
          List<FarmEvent> page;
          do {
            page = LogRows.of(sql, asked, PAGE, 0);
            page.forEach(event -> row.accept(cells(event)));
            asked = page.isEmpty() ? asked : asked.after(page.get(page.size() - 1));
          } while (page.size() == PAGE);
        });
  }

  private static List<?> cells(FarmEvent event) {
    return Arrays.asList(
        event.timestamp(),
        event.eventType(),
        event.eventCategory(),
        event.severity(),
        event.deviceName(),
        event.message(),
        event.detail(),
        event.id(),
        event.deviceId(),
        event.accountId());
  }

  private static LocalDate earlierDay(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
