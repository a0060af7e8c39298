package com.tokkatot.rules.condition;

import com.tokkatot.rules.climate.Birds;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;

/**
 * Which sensor is meant where a condition names none, and whose birds. The cloud chooses and tells
 * the hub; both go by the choice, so a preview and a fire look at the same reading. Source:
 * schedules.md.
 *
 * @param byMetric what is not there means the farm's newest reading of that metric
 * @param birds of the schedule's coop; null: none are known, and grown ones are meant
 */
public record OwnSensors(Map<String, UUID> byMetric, Birds birds) {

  /**
   * A sensor that may be chosen.
   *
   * @param coopId null: it stands in none
   */
  public record Sensor(UUID id, UUID coopId, Set<String> metrics) {

    public Sensor {
      metrics = Set.copyOf(metrics);
    }
  }

  public OwnSensors {
    byMetric = Map.copyOf(byMetric);
  }

  /**
   * The coop's; of several always the same one, whatever their order.
   *
   * @param coopId where the schedule's first device stands; null: in no coop, and nothing is chosen
   */
  public static OwnSensors of(UUID coopId, Collection<Sensor> sensors, Birds birds) {
    var chosen = new HashMap<String, UUID>();
    sensors.stream()
        .filter(sensor -> coopId != null && coopId.equals(sensor.coopId))
        .sorted(Comparator.comparing(sensor -> sensor.id.toString()))
        .forEach(sensor -> sensor.metrics.forEach(metric -> chosen.putIfAbsent(metric, sensor.id)));
    return new OwnSensors(chosen, birds);
  }

  /** The farm's readings, as a condition is to see them. */
  public Readings over(Readings farm) {
    return new Readings() {
      @Override
      public Optional<Newest> newest(UUID device, String metric) {
        return farm.newest(device == null ? byMetric.get(metric) : device, metric);
      }

      @Override
      public OptionalDouble target(boolean isHeat, Instant at) {
        return birds == null ? Birds.grown(isHeat) : birds.target(isHeat, at);
      }
    };
  }
}
