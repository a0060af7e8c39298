package com.tokkatot.account;

import java.util.UUID;

/**
 * Who is calling: a person in one session.
 *
 * @param staffRole null for farmers
 */
public record Caller(UUID accountId, UUID sessionId, StaffRole staffRole) {

  /** Whether the caller works for Tokkatot; staff belong to no farm. */
  public boolean isStaff() {
    return staffRole != null;
  }
}
