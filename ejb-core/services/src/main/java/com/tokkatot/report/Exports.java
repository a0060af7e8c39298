package com.tokkatot.report;

import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.device.Configurations;
import com.tokkatot.device.Devices;
import com.tokkatot.farm.FarmZone;
import com.tokkatot.farm.Member;
import com.tokkatot.reading.Aggregate;
import com.tokkatot.reading.TimeSeries;
import com.tokkatot.report.ExportQuestion.Format;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Locale;
import java.util.UUID;

/**
 * Reports as files. Each is noted down before it begins, so that none leaves without a line.
 * Permissions have been checked at the door. Source: requirements.md 2.9 R4.
 */
@Stateless
public class Exports {

  /** A single reading is no longer than this in the file. */
  private static final int CSV_BYTES = 110;

  private static final int JSON_BYTES = 180;

  @Inject Sql sql;
  @Inject AuditLog audit;
  @Inject TimeSeries series;
  @Inject InstantSource time;
  @EJB Devices devices;
  @EJB Configurations configurations;
  @EJB DeviceMetrics metrics;
  @EJB UsageReports usage;
  @EJB PerformanceReports performance;

  /**
   * Allows an export and notes it down; it is read while it is written.
   *
   * @throws Invalid naming {@code from} if the range is wrong or holds too much for one file
   * @throws NotFound if the device is not on the farm ({@code DEVICE_NOT_FOUND})
   */
  public Export of(Member asking, ExportQuestion question, Origin origin) {
    var farmId = asking.farmId();
    if (question.deviceId() != null) {
      devices.in(farmId, question.deviceId());
    }
    var name = "%s_%s_%s".formatted(word(question), question.from(), question.to());
    var export =
        question.format() == Format.PDF
            ? new Export(name, paper(asking, question))
            : new Export(name, question.format(), rows(farmId, question));
    var target = question.deviceId() == null ? farmId : question.deviceId();
    var said = "%s from %s to %s".formatted(word(question), question.from(), question.to());
    audit.note(farmId, asking.accountId(), "report.exported", target, said, origin);
    return export;
  }

  private static String word(ExportQuestion question) {
    return question.table().name().toLowerCase(Locale.ROOT);
  }

  /** Read now: it is little, and what the report says is of one moment. */
  private Export.Writing paper(Member asking, ExportQuestion question) {
    var story =
        new FarmStories(sql, series, configurations, usage, performance)
            .of(asking.farmId(), question.from(), question.to(), time.instant());
    var language = question.language() == null ? language(asking) : question.language();
    return out -> FarmPaper.write(story, PaperWords.in(language), out);
  }

  private String language(Member asking) {
    return sql
        .query(
            "select language from account where id = ?",
            row -> row.getString("language"),
            asking.accountId())
        .stream()
        .findFirst()
        .orElse(PaperWords.KHMER);
  }

  private Rows rows(UUID farmId, ExportQuestion question) {
    return switch (question.table()) {
      case DEVICE_METRICS -> metrics(farmId, question);
      case DEVICE_USAGE ->
          ExportRows.usage(usage.of(farmId, question.deviceId(), question.from(), question.to()));
      case FARM_PERFORMANCE ->
          ExportRows.performance(performance.of(farmId, question.from(), question.to()));
      case READINGS -> readings(farmId, question);
      case EVENTS -> events(farmId, question);
    };
  }

  private Rows metrics(UUID farmId, ExportQuestion question) {
    question.metrics(question.from(), question.to()); // refuses what is too long
    return ExportRows.metrics(metrics, farmId, question);
  }

  private Rows readings(UUID farmId, ExportQuestion question) {
    var days = days(farmId, question);
    question.metrics(question.from(), question.to());
    var count =
        series.hours(question.deviceId(), question.metric(), days.start(), days.end()).stream()
            .mapToLong(Aggregate::count)
            .sum();
    if (count * (question.format() == Format.CSV ? CSV_BYTES : JSON_BYTES) > Export.MOST_BYTES) {
      throw new Invalid("from", "holds more than 50 MB; ask for a shorter range or one metric");
    }
    return ExportRows.readings(series, question, days);
  }

  private Rows events(UUID farmId, ExportQuestion question) {
    var days = days(farmId, question);
    var asked = new LogQuestion(farmId, null, days.start(), days.end(), "");
    Days.checkPoints("from", LogRows.count(sql, asked, Days.MOST_POINTS + 1));
    return ExportRows.events(sql, asked);
  }

  private Days days(UUID farmId, ExportQuestion question) {
    return new Days(question.from(), question.to(), FarmZone.of(sql, farmId));
  }
}
