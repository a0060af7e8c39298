package com.tokkatot.rules.analysis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How much water a meter let through, or how much feed was taken out of a bin on a scale, out of
 * hourly sums. Method: first differences of a counter with the restarts of its node, and of a
 * weight with its refills, left out; differences add up to what is between the first and the last
 * reading, so noise cancels.
 *
 * @param at when the hour began at whose end it had been used
 * @param amount in the unit of the readings; noise of a scale may make one a little less than 0
 */
public record Consumption(Instant at, double amount) {

  /**
   * A bin that grows heavier by more from hour to hour was filled; less is noise of the scale. Feed
   * comes in sacks of 20 kg and more; load cells of bins err by some hundred grams.
   */
  static final double REFILL_KG = 1;

  /**
   * By a counter that only rises, but begins at 0 when its node restarts: what runs between the
   * last reading before a restart and the restart is not counted.
   *
   * @param hours of one meter, oldest first; what runs in a gap counts for the hour after it
   */
  public static List<Consumption> counted(List<Hour> hours) {
    var used = new ArrayList<Consumption>();
    var last = Double.NaN;
    for (var hour : hours) {
      var before = Double.isNaN(last) ? hour.least() : last;
      used.add(
          new Consumption(hour.at(), hour.most() >= before ? hour.most() - before : hour.most()));
      last = hour.most();
    }
    return used;
  }

  /**
   * By the weight of what is left.
   *
   * @param hours of one scale, kg, oldest first; what is eaten in an hour of refilling is not
   *     counted
   */
  public static List<Consumption> weighed(List<Hour> hours) {
    var used = new ArrayList<Consumption>();
    for (var i = 1; i < hours.size(); i++) {
      var taken = hours.get(i - 1).mean() - hours.get(i).mean();
      used.add(new Consumption(hours.get(i).at(), taken < -REFILL_KG ? 0 : taken));
    }
    return used;
  }
}
