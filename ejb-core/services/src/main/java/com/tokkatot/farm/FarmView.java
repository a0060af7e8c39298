package com.tokkatot.farm;

import java.time.Instant;
import java.util.UUID;

/**
 * A farm as one of its members sees it in a list.
 *
 * @param role owner, manager or viewer
 * @param isOnline whether its hub is
 */
public record FarmView(
    UUID id,
    String name,
    String role,
    UUID ownerId,
    String location,
    String timezone,
    boolean isActive,
    boolean isOnline,
    long deviceCount,
    long onlineDevices,
    Instant createdAt) {}
