package com.tokkatot.report;

import com.tokkatot.report.MetricsQuestion.Interval;
import com.tokkatot.shared.Invalid;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;

/**
 * Which table is wanted.
 *
 * @param deviceId null where the table is of the farm
 * @param from the first day, of the farm's calendar
 * @param to the last day, included
 * @param interval of device metrics
 * @param language of a PDF, km or en; null: as the person has chosen
 */
public record ExportQuestion(
    Table table,
    Format format,
    UUID deviceId,
    String metric,
    LocalDate from,
    LocalDate to,
    Interval interval,
    String language) {

  /** What can be exported. */
  public enum Table {
    /** What a device measured, by hours, days or weeks. */
    DEVICE_METRICS(true),
    /** How long and how often a device worked, by days. */
    DEVICE_USAGE(true),
    /** How the farm did, one row. */
    FARM_PERFORMANCE(false),
    /** Every single reading of a device, as long as those are kept. */
    READINGS(true),
    /** What happened on the farm, the newest first. */
    EVENTS(false);

    private final boolean ofDevice;

    Table(boolean ofDevice) {
      this.ofDevice = ofDevice;
    }

    /** Whether it is of one device; else it is of the farm. */
    boolean isOfDevice() {
      return ofDevice;
    }
  }

  /** How it is written. */
  public enum Format {
    /** For spreadsheets. */
    CSV("text/csv;charset=UTF-8"),
    JSON("application/json"),
    /** To be read and printed; of the farm only. */
    PDF("application/pdf");

    private final String mediaType;

    Format(String mediaType) {
      this.mediaType = mediaType;
    }

    String mediaType() {
      return mediaType;
    }

    /** How its files' names end. */
    String ending() {
      return "." + name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws Invalid naming {@code format} if the table cannot be written so
     */
    void check(Table table) {
      if (this == PDF && table != Table.FARM_PERFORMANCE) {
        throw new Invalid("format", "pdf is of farm_performance only");
      }
    }
  }

  /**
   * @throws Invalid naming {@code device_id} if it is missing, {@code format} if the table is not
   *     written so, {@code lang} if we do not speak it
   */
  public ExportQuestion {
    if (table.ofDevice && deviceId == null) {
      throw new Invalid("device_id", "is missing");
    }
    format.check(table);
    if (language != null && !PaperWords.LANGUAGES.contains(language)) {
      throw new Invalid("lang", "must be km or en");
    }
  }

  /** In whichever language the person has chosen. */
  public ExportQuestion(
      Table table,
      Format format,
      UUID deviceId,
      String metric,
      LocalDate from,
      LocalDate to,
      Interval interval) {
    this(table, format, deviceId, metric, from, to, interval, null);
  }

  MetricsQuestion metrics(LocalDate first, LocalDate last) {
    return new MetricsQuestion(deviceId, metric, first, last, interval, MetricsQuestion.Figure.AVG);
  }
}
