package com.tokkatot.report;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * How much a device worked, by days.
 *
 * @param timezone the farm's, by which days begin
 * @param totalOnTimeHours of all days
 * @param totalCycles how often it was switched on
 * @param avgUptimePercent of the time since it was added, how much its board could be reached, but
 *     for silences under half an hour; null: it was added after the range
 * @param reliabilityScore 0 to 10: ten times the share of that time, times the share of finished
 *     commands that succeeded; null when neither is known
 * @param onTimeByDay oldest first; days before it was added are left out
 */
public record UsageReport(
    UUID deviceId,
    String deviceName,
    LocalDate from,
    LocalDate to,
    String timezone,
    double totalOnTimeHours,
    int totalCycles,
    Double avgUptimePercent,
    Double reliabilityScore,
    List<Day> onTimeByDay) {

  /**
   * One day.
   *
   * @param hours it worked, at most 25
   * @param cycles how often it was switched on
   */
  public record Day(LocalDate date, double hours, int cycles) {}
}
