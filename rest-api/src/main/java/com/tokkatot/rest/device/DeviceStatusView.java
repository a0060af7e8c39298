package com.tokkatot.rest.device;

import com.tokkatot.overview.DeviceDetails;
import java.time.Instant;
import java.util.UUID;

/**
 * What a device is at this moment, in few words. Source: requirements.md 2.6 C7.
 *
 * @param currentState on, off, error or unknown
 * @param currentValue percent of an actuator, a sensor's first metric; null when not known
 * @param unit of {@code currentValue}, or null
 * @param signalStrength dBm, or null
 * @param batteryLevel percent, or null: no board runs on a battery yet
 */
public record DeviceStatusView(
    UUID deviceId,
    boolean isOnline,
    Instant lastHeartbeat,
    String currentState,
    Double currentValue,
    String unit,
    Long signalStrength,
    Double batteryLevel) {

  static DeviceStatusView of(DeviceDetails device) {
    var reading = device.readings().isEmpty() ? null : device.readings().get(0);
    var value = reading == null ? device.value() : Double.valueOf(reading.value());
    var unit = reading == null ? "%" : reading.unit();
    return new DeviceStatusView(
        device.id(),
        device.isOnline(),
        device.lastHeartbeat(),
        device.state(),
        value,
        value == null ? null : unit,
        device.signalStrength(),
        device.batteryLevel());
  }
}
