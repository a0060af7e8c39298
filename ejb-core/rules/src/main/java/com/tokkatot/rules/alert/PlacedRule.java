package com.tokkatot.rules.alert;

import java.util.UUID;

/**
 * A rule, and for what it was made.
 *
 * @param coopId null: not for one coop only
 * @param deviceId null: not for one device only
 */
public record PlacedRule(UUID coopId, UUID deviceId, AlertRule rule) {

  /**
   * Whether it is made for a device of its farm.
   *
   * @param coop where the device stands; null: in none
   */
  public boolean isFor(UUID device, UUID coop) {
    return (coopId == null || coopId.equals(coop)) && (deviceId == null || deviceId.equals(device));
  }
}
