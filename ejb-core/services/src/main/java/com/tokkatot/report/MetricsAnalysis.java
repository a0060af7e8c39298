package com.tokkatot.report;

import java.time.Instant;
import java.util.List;

/**
 * What a device's readings say; lists of what was not asked for are empty.
 *
 * @param trends of each metric, where there were five days
 * @param anomalies oldest first
 * @param climate null: not asked for, or neither temperature nor humidity was measured
 */
public record MetricsAnalysis(List<Slope> trends, List<Finding> anomalies, Climate climate) {

  /**
   * A trend of daily means.
   *
   * @param perDay in the metric's unit
   * @param low of the interval that holds the true slope 95 times of 100
   * @param isSure whether that interval leaves out 0
   * @param days how many had readings
   */
  public record Slope(
      String metric, double perDay, double low, double high, boolean isSure, int days) {}

  /**
   * An anomaly.
   *
   * @param kind outlier, stuck or drift
   * @param value the farthest reading, the one it stuck at, or how far it drifted
   * @param expected what it should have been; of a drift, 0
   * @param score robust standard deviations, hours stuck, or times the least drift
   */
  public record Finding(
      String metric,
      String kind,
      Instant from,
      Instant to,
      double value,
      double expected,
      double score) {}

  /**
   * What the birds felt.
   *
   * @param heatModerateHours by the temperature-humidity index, as the next two
   * @param worstIndex null: no hour had both temperature and humidity
   * @param comfortHours within 2 Cel of what the present flock's curve wants; null without a flock
   *     or temperature, as are the next two
   */
  public record Climate(
      int heatModerateHours,
      int heatSevereHours,
      int heatEmergencyHours,
      Double worstIndex,
      Integer comfortHours,
      Integer coldHours,
      Integer warmHours) {}
}
