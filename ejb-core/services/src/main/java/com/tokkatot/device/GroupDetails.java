package com.tokkatot.device;

import com.tokkatot.shared.Invalid;
import java.util.List;
import java.util.UUID;

/**
 * What people say about a group of devices.
 *
 * @param name 1 to {@link DevicePlace#LONGEST_NAME} characters of any script
 * @param deviceIds each once; a farm has no more than {@link Wiring#MOST_ON_FARM}
 */
public record GroupDetails(String name, List<UUID> deviceIds) {

  /**
   * @throws Invalid naming the field that is wrong
   */
  public GroupDetails {
    if (name == null) {
      throw new Invalid("name", "is missing");
    }
    name = DevicePlace.printed("name", name, DevicePlace.LONGEST_NAME);
    deviceIds = deviceIds.stream().distinct().sorted().toList();
    if (deviceIds.size() > Wiring.MOST_ON_FARM) {
      throw new Invalid("device_ids", "must be at most " + Wiring.MOST_ON_FARM);
    }
  }
}
