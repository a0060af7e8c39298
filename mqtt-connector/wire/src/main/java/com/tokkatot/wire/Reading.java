package com.tokkatot.wire;

/**
 * One value of one metric.
 *
 * @param metric snake_case name, for example {@code temperature}, {@code humidity}, {@code
 *     water_level}
 * @param value in {@code unit}; a failed reading is absent, never 0
 * @param unit UCUM or SenML code: Cel, %RH, %
 */
public record Reading(String metric, double value, String unit, Quality quality) {

  /** How far to trust it. */
  public enum Quality {
    GOOD,
    ESTIMATED,
    BAD
  }

  public Reading {
    if (metric.isEmpty() || metric.length() > 40) {
      throw new WireFormatException("metric", "must have 1 to 40 characters");
    }
    if (unit.length() > 12) {
      throw new WireFormatException("unit", "must have at most 12 characters");
    }
  }

  static Reading read(WireReader in) {
    return new Reading(
        in.text("metric"), in.number("value"), in.text("unit"), in.word("quality", Quality.class));
  }

  WireWriter write() {
    return new WireWriter()
        .put("metric", metric)
        .put("value", (Double) value)
        .put("unit", unit)
        .put("quality", quality);
  }
}
