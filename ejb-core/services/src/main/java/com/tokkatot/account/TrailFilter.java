package com.tokkatot.account;

import java.time.Instant;
import java.util.UUID;

/**
 * Which lines of the security trail are wanted; null wants all.
 *
 * @param action the action itself, or what it begins with up to a dot: {@code sign_in}
 * @param from the first instant
 * @param to the instant after the last
 */
public record TrailFilter(UUID farmId, UUID accountId, String action, Instant from, Instant to) {}
