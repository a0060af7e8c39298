package com.tokkatot.farm;

import java.time.Instant;
import java.util.UUID;

/**
 * One of a farm's people, as those see who may list them; {@code email} or {@code phone} may be
 * null.
 *
 * @param avatarUrl of the picture that was sent here, or null
 * @param invitedBy whose invitation was accepted; null for who made the farm
 */
public record MemberView(
    UUID userId,
    String name,
    String email,
    String phone,
    String role,
    String avatarUrl,
    UUID invitedBy,
    Instant joinedAt) {}
