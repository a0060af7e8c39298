package com.tokkatot.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What the paper about a farm tells.
 *
 * @param days of the report
 * @param made the day it is made on
 * @param alerts of each day, the oldest first; days without any too
 * @param coops in which something was measured
 * @param works of the devices that act
 */
record FarmStory(
    String farm,
    Days days,
    LocalDate made,
    PerformanceReport performance,
    List<AlertDay> alerts,
    List<CoopAir> coops,
    List<Work> works) {

  /**
   * @param bad those of them that were critical
   */
  record AlertDay(LocalDate day, long all, long bad) {}

  /**
   * What the sensors of a coop measured.
   *
   * @param coop its name; null: they stand in none
   */
  record CoopAir(String coop, List<Climate> climates) {}

  /**
   * One metric, by hours for a week at most, else by days.
   *
   * @param metric temperature (Cel) or humidity (%RH)
   * @param sums oldest first
   * @param wanted what the flock's curve wants at the same instants; empty without a flock
   * @param low where the sensor's lower limit is, or null, as is high
   */
  record Climate(String metric, List<Sum> sums, List<Wanted> wanted, Double low, Double high) {}

  /** All readings of an hour or a day that began then. */
  record Sum(Instant at, double low, double mean, double high) {}

  /** What birds of that age want. */
  record Wanted(Instant at, double low, double high) {}

  /**
   * What a device did.
   *
   * @param coop null: it stands in none
   * @param hours it was on
   * @param reached percent of the time; null if it was added later
   */
  record Work(String device, String coop, double hours, int cycles, Double reached) {}
}
