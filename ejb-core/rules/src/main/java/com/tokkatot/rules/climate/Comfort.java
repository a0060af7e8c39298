package com.tokkatot.rules.climate;

/**
 * What birds want now.
 *
 * @param temperature the target, Cel
 * @param humidityLow %RH
 */
public record Comfort(double temperature, double humidityLow, double humidityHigh) {

  /** Birds over four weeks suffer from heat as such, whatever a curve says. */
  private static final int GROWN = 28;

  private static final double[] HEAT_STRESS = {32, 35, 38};

  /**
   * How badly birds of an age suffer in heat: 0 not, 1 warm (32), 2 hot (35), 3 deadly (38 Cel).
   *
   * @param age in days; up to four weeks the curve alone counts, and this is 0
   */
  public static int heatStress(double age, double temperature) {
    var level = 0;
    while (age > GROWN && level < HEAT_STRESS.length && temperature >= HEAT_STRESS[level]) {
      level++;
    }
    return level;
  }
}
