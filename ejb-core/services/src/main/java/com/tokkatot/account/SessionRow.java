package com.tokkatot.account;

import java.time.Instant;
import java.util.UUID;

/**
 * One sign-in on one device, with what its account is now.
 *
 * @param salt null in sessions from before refresh tokens
 * @param counter n of the newest refresh token
 * @param refreshedAt when that one was made
 * @param remembered ends after 30 days; otherwise after an hour without activity
 */
record SessionRow(
    UUID id,
    UUID accountId,
    byte[] salt,
    int counter,
    Instant refreshedAt,
    Instant expiresAt,
    Instant endedAt,
    Instant lastActivityAt,
    boolean remembered,
    boolean accountActive,
    StaffRole staffRole) {

  boolean aliveAt(Instant now) {
    return endedAt == null && now.isBefore(expiresAt) && accountActive;
  }

  Caller caller() {
    return new Caller(accountId, id, staffRole);
  }
}
