package com.tokkatot.farm;

import com.tokkatot.shared.Invalid;
import java.time.LocalDate;

/**
 * The birds of a coop, as people describe them.
 *
 * @param placedAt day of placement, in the farm's zone
 * @param count birds placed, 1 to {@link #MOST}
 */
public record FlockDetails(String breed, LocalDate placedAt, int count) {

  public static final int LONGEST_BREED = 100;
  public static final int MOST = 1_000_000;

  /**
   * @throws Invalid naming the field that is wrong
   */
  public FlockDetails {
    breed = CoopDetails.within("flock.breed", breed, LONGEST_BREED);
    if (placedAt == null) {
      throw new Invalid("flock.placed_at", "is missing");
    }
    if (count < 1 || count > MOST) {
      throw new Invalid("flock.count", "must be 1 to " + MOST);
    }
  }
}
