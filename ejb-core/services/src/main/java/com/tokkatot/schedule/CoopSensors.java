package com.tokkatot.schedule;

import com.tokkatot.device.Device;
import com.tokkatot.device.DeviceKind;
import com.tokkatot.rules.climate.Birds;
import com.tokkatot.rules.condition.OwnSensors;
import com.tokkatot.rules.condition.OwnSensors.Sensor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What of a farm's devices can be meant by a condition that names no sensor, and which birds. */
final class CoopSensors {

  /** Which readings a sensor gives. Source: WIRE.md 3.3. */
  private static final Map<DeviceKind, Set<String>> METRICS =
      Map.of(
          DeviceKind.DHT22, Set.of("temperature", "humidity"),
          DeviceKind.WATER_LEVEL, Set.of("water_level"),
          DeviceKind.SCALE, Set.of("weight"),
          DeviceKind.MOTION, Set.of("motion"),
          DeviceKind.FLOW, Set.of("volume"));

  private CoopSensors() {}

  /**
   * @param first the schedule's first device: its coop is the schedule's
   * @param known all devices of the farm
   * @param birds by coop
   */
  static OwnSensors of(UUID first, List<Device> known, Map<UUID, Birds> birds) {
    var coop =
        known.stream()
            .filter(device -> device.id().equals(first) && device.coopId() != null)
            .map(Device::coopId)
            .findFirst()
            .orElse(null);
    return OwnSensors.of(
        coop,
        known.stream()
            .map(
                device ->
                    new Sensor(
                        device.id(),
                        device.coopId(),
                        METRICS.getOrDefault(device.kind(), Set.of())))
            .toList(),
        coop == null ? null : birds.get(coop));
  }
}
