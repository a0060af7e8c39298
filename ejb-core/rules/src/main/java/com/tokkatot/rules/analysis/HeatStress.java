package com.tokkatot.rules.analysis;

import java.util.List;

/**
 * Hours in which heat and moisture together strain the birds, by the temperature-humidity index THI
 * = t - (0.31 - 0.31 h)(t - 14.4), t in Cel, h from 0 to 1. Source: Marai, Ayyat, Abd El-Monem
 * 2001, made for rabbits in warm countries and used for poultry there since; the levels are theirs.
 * Ask your adviser.
 *
 * @param moderate hours at 27.8 and above, below severe
 * @param severe hours at 28.9 and above, below emergency
 * @param emergency hours at 30 and above
 * @param worst the highest index of an hour; NaN: no hours
 */
public record HeatStress(int moderate, int severe, int emergency, double worst) {

  private static final double[] LEVELS = {27.8, 28.9, 30};

  /**
   * What birds felt in one hour.
   *
   * @param temperature mean, Cel
   * @param humidity mean, %RH
   */
  public record Air(double temperature, double humidity) {

    public double index() {
      var dry = 0.31 - 0.31 * humidity / 100;
      return temperature - dry * (temperature - 14.4);
    }
  }

  /** One entry an hour. */
  public static HeatStress of(List<Air> hours) {
    var counts = new int[LEVELS.length + 1];
    var worst = Double.NaN;
    for (var air : hours) {
      var index = air.index();
      var level = 0;
      while (level < LEVELS.length && index >= LEVELS[level]) {
        level++;
      }
      counts[level]++;
      worst = index > worst || Double.isNaN(worst) ? index : worst;
    }
    return new HeatStress(counts[1], counts[2], counts[3], worst);
  }
}
