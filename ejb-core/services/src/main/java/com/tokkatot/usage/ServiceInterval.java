package com.tokkatot.usage;

import com.tokkatot.device.DeviceKind;
import java.util.Map;
import java.util.Optional;

/**
 * After how much work a kind of device should be looked after. Starting points of ours, from common
 * service advice for such machines; the maker's own numbers are better. Measured in use, not in
 * days: a fan that stands still does not wear out.
 *
 * @param hours of running
 * @param cycles of switching on
 */
public record ServiceInterval(long hours, long cycles) {

  private static final Map<DeviceKind, ServiceInterval> BY_KIND =
      Map.of(
          DeviceKind.PUMP, new ServiceInterval(500, 10_000),
          DeviceKind.FEEDER, new ServiceInterval(200, 5_000),
          DeviceKind.LIGHT, new ServiceInterval(5_000, 50_000),
          DeviceKind.FAN, new ServiceInterval(2_000, 50_000),
          DeviceKind.HEATER, new ServiceInterval(1_000, 20_000),
          DeviceKind.CONVEYOR, new ServiceInterval(300, 5_000));

  /** Of a kind, or empty for what is not serviced by use: sirens and sensors. */
  static Optional<ServiceInterval> of(DeviceKind kind) {
    return Optional.ofNullable(BY_KIND.get(kind));
  }
}
