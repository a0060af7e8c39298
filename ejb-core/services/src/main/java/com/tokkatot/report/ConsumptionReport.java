package com.tokkatot.report;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What the birds of a coop drank and ate.
 *
 * @param timezone the farm's, by which days begin
 * @param waterMeters devices that count the coop's water; empty: its water is not known
 * @param feedScales devices that weigh the coop's feed; empty: its feed is not known
 * @param days oldest first; days without birds are left out
 * @param change of the last whole day against those before it; null: there are none
 */
public record ConsumptionReport(
    UUID coopId,
    LocalDate from,
    LocalDate to,
    String timezone,
    List<UUID> waterMeters,
    List<UUID> feedScales,
    List<Day> days,
    Change change) {

  /**
   * One day; what no device measured is null.
   *
   * @param birds alive at its end
   * @param isWhole whether it is over
   * @param waterToFeed by weight, about 1.6 to 2 at 21 Cel and more in heat; null when nothing was
   *     eaten. Source: {@link com.tokkatot.rules.analysis.PerBird}
   */
  public record Day(
      LocalDate date,
      long birds,
      boolean isWhole,
      Double waterL,
      Double feedKg,
      Double waterMlPerBird,
      Double feedGPerBird,
      Double waterToFeed) {}

  /**
   * How the last whole day differs from the median of up to seven whole days before it; a tenth
   * comes before illness is seen. Null where one of the two is not known.
   *
   * @param waterPercent of water a bird
   * @param feedPercent of feed a bird
   */
  public record Change(LocalDate date, Double waterPercent, Double feedPercent) {}
}
