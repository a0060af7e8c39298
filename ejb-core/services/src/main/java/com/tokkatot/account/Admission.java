package com.tokkatot.account;

import java.time.Instant;
import java.util.UUID;

/**
 * What signing in or refreshing gives.
 *
 * @param accessToken for the Authorization header
 * @param expiresInS seconds the access token lives
 * @param refreshToken for exactly one refresh
 * @param remembered whether the device should keep it after it is closed
 * @param endsAt when the session ends unless it is used
 */
public record Admission(
    UUID accountId,
    String accessToken,
    long expiresInS,
    String refreshToken,
    boolean remembered,
    Instant endsAt) {}
