package com.tokkatot.rules.analysis;

/**
 * What a flock drank and ate, by bird and day. Healthy birds drink about 1.6 to 2 times what they
 * eat by weight at 21 Cel and more in heat; a change of a tenth from day to day comes before
 * illness is seen. Source: Fairchild, Ritz 2009, "Poultry Drinking Water Primer", University of
 * Georgia, Bulletin 1301.
 *
 * @param waterMl a bird and day
 * @param feedG a bird and day
 */
public record PerBird(double waterMl, double feedG) {

  private static final double ML = 1000;

  /**
   * @param waterL what all drank
   * @param feedKg what all ate
   * @param birds alive, at least 1
   * @param days at least a part of one
   * @throws IllegalArgumentException if there were no birds or no time
   */
  public static PerBird of(double waterL, double feedKg, long birds, double days) {
    if (birds < 1 || !(days > 0)) {
      throw new IllegalArgumentException("there must be birds and time");
    }
    return new PerBird(waterL * ML / birds / days, feedKg * ML / birds / days);
  }

  /** Water by feed, by weight; NaN when nothing was eaten. */
  public double ratio() {
    return feedG > 0 ? waterMl / feedG : Double.NaN;
  }
}
