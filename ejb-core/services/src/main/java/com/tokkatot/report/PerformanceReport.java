package com.tokkatot.report;

import java.time.LocalDate;

/**
 * How a farm did.
 *
 * @param timezone the farm's, by which days begin
 * @param alertsTriggered in the range
 * @param criticalAlerts those of them that were critical
 * @param uptimePercent of the time since the farm was made, how much its hub could be reached, but
 *     for silences under half an hour; null without a hub, or if it was made after the range
 */
public record PerformanceReport(
    LocalDate from,
    LocalDate to,
    String timezone,
    Health deviceHealth,
    long alertsTriggered,
    long criticalAlerts,
    Automation automationEfficiency,
    Double uptimePercent) {

  /**
   * The devices as they are now.
   *
   * @param degraded reachable, but in error or with an open alert
   * @param offline cannot be reached, whatever else is wrong
   */
  public record Health(long total, long healthy, long degraded, long offline) {}

  /**
   * What schedules wanted.
   *
   * @param scheduledCommands that were tried, or of which nobody said anything in time; not what
   *     was left out on purpose
   * @param successRate percent; null without any
   */
  public record Automation(long scheduledCommands, long successful, Double successRate) {}
}
