package com.tokkatot.rules.condition;

import com.tokkatot.rules.InvalidRule;
import java.util.Map;
import java.util.UUID;

/**
 * One reading compared with one value. Once true, it stays so until the reading has passed the
 * release: nothing may flap.
 *
 * @param deviceId null: the coop's sensor of that metric
 * @param release null: the metric's own hysteresis
 * @param fromTarget whether value and release count from what the coop's birds want at their age
 */
public record Leaf(
    UUID deviceId,
    String metric,
    Operator operator,
    double value,
    Double release,
    boolean fromTarget)
    implements Condition {

  /** The one metric that curves have a target of. */
  private static final String WANTED = "temperature";

  /** By metric, in its unit. Source: schedules.md. */
  private static final Map<String, Double> HYSTERESIS =
      Map.of("temperature", 0.5, "humidity", 3.0, "water_level", 3.0);

  /**
   * @throws InvalidRule naming the field, as schedules.md does
   */
  public Leaf {
    if (metric == null || metric.isBlank()) {
      throw new InvalidRule("metric", "is missing");
    }
    if (operator == null) {
      throw new InvalidRule("operator", "is missing");
    }
    if (!Double.isFinite(value)) {
      throw new InvalidRule("value", "must be a number");
    }
    if (release != null && (release - value) * operator.direction() > 0) {
      throw new InvalidRule("release", "must be on the other side of " + value);
    }
    if (release != null && operator.direction() == 0) {
      throw new InvalidRule("release", "goes with < <= > >= only");
    }
    if (fromTarget && !metric.equals(WANTED)) {
      throw new InvalidRule("from_target", "is for temperature: curves have no other target");
    }
    if (fromTarget && operator.direction() == 0) {
      throw new InvalidRule("from_target", "goes with < <= > >= only");
    }
  }

  /** Of readings as they are. */
  public Leaf(UUID deviceId, String metric, Operator operator, double value, Double release) {
    this(deviceId, metric, operator, value, release, false);
  }

  /**
   * @param before whether it was true
   */
  boolean holds(double reading, boolean before) {
    if (!before || operator.direction() == 0) {
      return operator.holds(reading, value);
    }
    var letsGo = releaseValue();
    return operator.holds(reading, value)
        || (operator.direction() > 0 ? reading > letsGo : reading < letsGo);
  }

  private double releaseValue() {
    return release != null
        ? release
        : value - operator.direction() * HYSTERESIS.getOrDefault(metric, 0.0);
  }
}
