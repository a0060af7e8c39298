package com.tokkatot.farm;

import java.time.Instant;
import java.util.UUID;

/**
 * Everything about one farm.
 *
 * @param role what the caller is there: owner, manager or viewer; null for staff
 * @param latitude degrees north, or null
 * @param longitude degrees east, or null
 * @param imageUrl of the photo that was sent here, else an address elsewhere, or null
 * @param isOnline whether its hub is
 */
public record FarmRecord(
    UUID id,
    String name,
    String role,
    UUID ownerId,
    String location,
    Double latitude,
    Double longitude,
    String timezone,
    String description,
    String imageUrl,
    boolean isActive,
    boolean isOnline,
    Instant createdAt,
    Instant updatedAt,
    Statistics statistics) {

  /** How many there are of what stands and happens on the farm. */
  public record Statistics(long totalDevices, long onlineDevices, long totalMembers) {}
}
