package com.tokkatot.report;

import com.tokkatot.report.MetricsQuestion.Interval;
import com.tokkatot.shared.Invalid;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Which table is wanted.
 *
 * @param deviceId null where the table is of the farm
 * @param from the first day, of the farm's calendar
 * @param to the last day, included
 * @param interval of device metrics
 */
public record ExportQuestion(
    Table table,
    Format format,
    UUID deviceId,
    String metric,
    LocalDate from,
    LocalDate to,
    Interval interval) {

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
  }

  /** How it is written. */
  public enum Format {
    CSV,
    JSON
  }

  /**
   * @throws Invalid naming {@code device_id} if it is missing
   */
  public ExportQuestion {
    if (table.ofDevice && deviceId == null) {
      throw new Invalid("device_id", "is missing");
    }
  }

  MetricsQuestion metrics(LocalDate first, LocalDate last) {
    return new MetricsQuestion(deviceId, metric, first, last, interval, MetricsQuestion.Figure.AVG);
  }
}
