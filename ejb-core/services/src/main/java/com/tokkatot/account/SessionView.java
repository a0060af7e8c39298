package com.tokkatot.account;

import java.time.Instant;
import java.util.UUID;

/**
 * One of a person's sessions.
 *
 * @param lastActivity up to five minutes late
 * @param isCurrent whether it is the one that asks
 */
public record SessionView(
    UUID id,
    String deviceName,
    String ipAddress,
    String userAgent,
    Instant createdAt,
    Instant lastActivity,
    Instant expiresAt,
    boolean isCurrent) {}
