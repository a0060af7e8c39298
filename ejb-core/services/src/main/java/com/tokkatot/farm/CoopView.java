package com.tokkatot.farm;

import com.tokkatot.rules.climate.HouseMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A coop with the birds in it.
 *
 * @param houseMode empty, pre_heat, growth or catching
 * @param flock null when it stands empty
 */
public record CoopView(
    UUID id, String name, String houseMode, long deviceCount, FlockView flock, Instant createdAt) {

  /**
   * The birds.
   *
   * @param placedAt day of placement, in the farm's zone
   * @param count birds placed
   * @param deaths of them noted since
   */
  public record FlockView(UUID id, String breed, LocalDate placedAt, int count, long deaths) {}

  CoopDetails details() {
    return new CoopDetails(
        name,
        HouseMode.named(houseMode),
        flock == null ? null : new FlockDetails(flock.breed, flock.placedAt, flock.count));
  }
}
