package com.tokkatot.rules.alert;

import com.tokkatot.rules.InvalidRule;
import com.tokkatot.rules.climate.Curve;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * From where on a reading is wrong.
 *
 * @param fromTarget whether the value is added to the temperature that the flock's curve wants, and
 *     not a reading itself; then it needs birds whose age is known
 * @param value in the metric's unit, -1000 to 1000
 * @param margin how far back inside it must come to be well again; null: as is usual for its metric
 */
public record Limit(String metric, Side side, boolean fromTarget, double value, Double margin) {

  private static final double MOST = 1000;

  /** By metric, in its unit. Source: schedules.md, hysteresis of conditions. */
  private static final Map<String, Double> MARGINS =
      Map.of("temperature", 0.5, "humidity", 3.0, "water_level", 3.0);

  /**
   * @throws InvalidRule naming the field
   */
  public Limit {
    if (metric == null || !metric.matches("[a-z][a-z0-9_]{0,39}")) {
      throw new InvalidRule("metric", "must be a metric, for example temperature");
    }
    if (side == null) {
      throw new InvalidRule("side", "is missing");
    }
    if (!(Math.abs(value) <= MOST)) {
      throw new InvalidRule("value", "must be -1000 to 1000");
    }
    if (margin != null && !(margin >= 0 && margin <= MOST)) {
      throw new InvalidRule("margin", "must be 0 to 1000");
    }
    if (fromTarget && !metric.equals("temperature")) {
      throw new InvalidRule("from_target", "is for temperature: curves have no other target");
    }
  }

  /**
   * As a reading; empty: it needs birds, and there are none whose age is known.
   *
   * @param age of the birds in days
   */
  public OptionalDouble of(OptionalDouble age, Curve curve) {
    if (!fromTarget) {
      return OptionalDouble.of(value);
    }
    return age.isPresent()
        ? OptionalDouble.of(curve.at(age.getAsDouble()).temperature() + value)
        : OptionalDouble.empty();
  }

  double marginOrUsual() {
    return margin == null ? MARGINS.getOrDefault(metric, 0.0) : margin;
  }
}
