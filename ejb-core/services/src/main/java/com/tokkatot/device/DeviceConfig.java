package com.tokkatot.device;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a device is set to.
 *
 * @param desiredVersion what people want; 0 when nobody has set anything
 * @param acknowledgedVersion what the device has taken by its own account
 * @param changedAt when the desired version was made; null like the next two for version 0
 * @param changedBy whose account
 * @param reason in people's words, or null
 */
public record DeviceConfig(
    UUID deviceId,
    long desiredVersion,
    long acknowledgedVersion,
    Instant changedAt,
    UUID changedBy,
    String reason,
    List<Value> configurations) {

  public DeviceConfig {
    configurations = List.copyOf(configurations);
  }

  /**
   * One parameter and what it is set to.
   *
   * @param parameterValue null: nobody has set it, and there is no usual value
   * @param farmerEditable whether owners and managers may set it
   * @param calibratedAt when it was last calibrated, or null
   */
  public record Value(
      String parameterName,
      Double parameterValue,
      String unit,
      double minValue,
      double maxValue,
      Double defaultValue,
      boolean farmerEditable,
      boolean isCalibrated,
      Instant calibratedAt) {}
}
