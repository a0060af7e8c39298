package com.tokkatot.reading;

import com.influxdb.query.InfluxQLQueryResult.Series.Record;
import java.time.Instant;
import java.util.UUID;

/** Parts of questions in InfluxQL, and of their answers. Source: requirements.md 3.14. */
final class InfluxQl {

  static final String MEASUREMENT = "sensor_readings";
  static final String DEVICE = "device_id";
  static final String METRIC = "sensor_type";

  static final String SYSTEM = "system_metrics";
  static final String SYSTEM_METRIC = "metric_type";
  static final String SERVICE = "service_name";
  static final String PERCENTILE = "percentile";

  /** Readings of bad quality do not count in sums. */
  static final String GOOD = " and quality != 'bad'";

  private InfluxQl() {}

  /**
   * @param deviceId null: all
   * @param metric null: all
   */
  static String where(UUID deviceId, String metric, Instant from, Instant to) {
    return " from "
        + MEASUREMENT
        + between(from, to)
        + (deviceId == null ? "" : " and device_id = '" + deviceId + "'")
        + (metric == null ? "" : " and sensor_type = '" + escaped(metric) + "'");
  }

  /** Points have milliseconds; a bound between two of them is the later. */
  static String between(Instant from, Instant to) {
    return " where time >= " + ms(from) + "ms and time < " + ms(to) + "ms";
  }

  static long ms(Instant instant) {
    return instant.plusNanos(999_999).toEpochMilli();
  }

  static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("'", "\\'");
  }

  static Instant time(Record row) {
    return Instant.ofEpochMilli((long) number(row, "time"));
  }

  static double number(Record row, String column) {
    return Double.parseDouble(text(row, column));
  }

  static String text(Record row, String column) {
    return String.valueOf(row.getValueByKey(column));
  }
}
