package com.tokkatot.rest.device;

import com.tokkatot.device.Node;
import com.tokkatot.overview.DeviceDetails;
import java.time.Instant;
import java.util.UUID;

/**
 * What a device is at this moment, in few words. Source: requirements.md 2.6 C7.
 *
 * @param currentState on, off, error or unknown
 * @param currentValue percent of an actuator, a sensor's first metric; null when not known
 * @param unit of {@code currentValue}, or null
 * @param signalStrength dBm of its board, or null
 * @param uptimeHours since its board started, by the board's own account; null when it is offline
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
    Double batteryLevel,
    Double uptimeHours) {

  private static final double HOUR_S = 3600;

  static DeviceStatusView of(DeviceDetails device, Node board) {
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
        board.rssiDbm(),
        device.batteryLevel(),
        board.isOnline() && board.uptimeS() != null
            ? Math.round(board.uptimeS() / HOUR_S * 100) / 100.0
            : null);
  }
}
