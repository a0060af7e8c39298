package com.tokkatot.device;

import static com.tokkatot.device.Parameter.COMFORT_HIGH;
import static com.tokkatot.device.Parameter.CRITICAL_HIGH;
import static com.tokkatot.device.Parameter.CRITICAL_LOW;
import static com.tokkatot.device.Parameter.CUTOFF;
import static com.tokkatot.device.Parameter.EMPTY_RAW;
import static com.tokkatot.device.Parameter.FAN_THERMOSTAT_OFF;
import static com.tokkatot.device.Parameter.FAN_THERMOSTAT_ON;
import static com.tokkatot.device.Parameter.FULL_RAW;
import static com.tokkatot.device.Parameter.HEATER_THERMOSTAT_OFF;
import static com.tokkatot.device.Parameter.HEATER_THERMOSTAT_ON;
import static com.tokkatot.device.Parameter.HUMIDITY_THRESHOLD_HIGH;
import static com.tokkatot.device.Parameter.HUMIDITY_THRESHOLD_LOW;
import static com.tokkatot.device.Parameter.TEMP_THRESHOLD_HIGH;
import static com.tokkatot.device.Parameter.TEMP_THRESHOLD_LOW;
import static com.tokkatot.device.Parameter.VENT_EVERY;
import static com.tokkatot.device.Parameter.VENT_ON;

import com.tokkatot.shared.Invalid;
import java.util.List;
import java.util.Map;

/**
 * Parameters of which one must stay below the other: a board ignores a thermostat that is the wrong
 * way round, and nobody would see why. Source: WIRE.md 3.6.
 */
final class ParameterPairs {

  private record Pair(Parameter lower, Parameter upper) {}

  private static final List<Pair> PAIRS =
      List.of(
          new Pair(FAN_THERMOSTAT_OFF, FAN_THERMOSTAT_ON),
          new Pair(HEATER_THERMOSTAT_ON, HEATER_THERMOSTAT_OFF),
          new Pair(HEATER_THERMOSTAT_OFF, CUTOFF),
          new Pair(VENT_ON, VENT_EVERY),
          new Pair(TEMP_THRESHOLD_LOW, TEMP_THRESHOLD_HIGH),
          new Pair(HUMIDITY_THRESHOLD_LOW, HUMIDITY_THRESHOLD_HIGH),
          new Pair(CRITICAL_LOW, CRITICAL_HIGH),
          new Pair(COMFORT_HIGH, CRITICAL_HIGH),
          new Pair(EMPTY_RAW, FULL_RAW));

  private ParameterPairs() {}

  /**
   * Refuses values that do not go together.
   *
   * @param values by the parameters' words; what is not there is as usual
   * @throws Invalid naming the lower one
   */
  static void check(DeviceKind kind, Map<String, Double> values) {
    var parameters = Parameter.of(kind);
    for (var pair : PAIRS) {
      if (parameters.contains(pair.lower)) {
        check(pair, values);
      }
    }
  }

  private static void check(Pair pair, Map<String, Double> values) {
    var lower = values.getOrDefault(pair.lower.word(), pair.lower.usual());
    var upper = values.getOrDefault(pair.upper.word(), pair.upper.usual());
    if (lower != null && upper != null && lower >= upper) {
      throw new Invalid(
          pair.lower.word(), "must be below " + pair.upper.word() + ", which is " + upper);
    }
  }
}
