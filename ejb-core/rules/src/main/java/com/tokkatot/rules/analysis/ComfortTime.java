package com.tokkatot.rules.analysis;

import com.tokkatot.rules.climate.Curve;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How long a coop was as its flock's curve wants it: hours whose mean is within {@link #NEAR} of
 * the target of that age. Source: requirements.md 9, "warn at 2 Cel from the target".
 *
 * @param right hours within
 * @param cold hours below
 * @param warm hours above
 */
public record ComfortTime(int right, int cold, int warm) {

  /** Cel, to either side. */
  public static final double NEAR = 2;

  private static final double DAY_H = 24;

  /**
   * @param hours of temperature; those before the birds came do not count
   * @param hatched when the birds were 0 days old
   */
  public static ComfortTime of(List<Hour> hours, Curve curve, Instant hatched) {
    var right = 0;
    var cold = 0;
    var warm = 0;
    for (var hour : hours) {
      if (hour.at().isBefore(hatched)) {
        continue;
      }
      var age = Duration.between(hatched, hour.at()).toHours() / DAY_H;
      var off = hour.mean() - curve.at(age).temperature();
      if (off > NEAR) {
        warm++;
      } else if (off < -NEAR) {
        cold++;
      } else {
        right++;
      }
    }
    return new ComfortTime(right, cold, warm);
  }

  /** Percent of the hours that were right; 0 of none. */
  public double percent() {
    var all = right + cold + warm;
    return all == 0 ? 0 : 100.0 * right / all;
  }
}
