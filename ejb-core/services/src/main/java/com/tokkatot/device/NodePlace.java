package com.tokkatot.device;

import com.tokkatot.shared.Invalid;
import java.util.UUID;

/**
 * What a board is called and where it hangs.
 *
 * @param name 1 to {@link DevicePlace#LONGEST_NAME} characters of any script
 * @param coopId or null when it hangs in none
 * @param farmId the farm whose hub it speaks to
 */
public record NodePlace(String name, UUID coopId, UUID farmId) {

  /**
   * @throws Invalid naming the field that is wrong
   */
  public NodePlace {
    if (name == null) {
      throw new Invalid("name", "is missing");
    }
    name = DevicePlace.printed("name", name, DevicePlace.LONGEST_NAME);
    if (farmId == null) {
      throw new Invalid("farm_id", "is missing");
    }
  }
}
