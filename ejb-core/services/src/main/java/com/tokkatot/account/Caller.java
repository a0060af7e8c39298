package com.tokkatot.account;

import com.tokkatot.shared.NotAllowed;
import java.util.List;
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

  /**
   * For what is staff's own; the REST door asks too, and first.
   *
   * @throws NotAllowed if the caller has none of these roles ({@code FORBIDDEN})
   */
  void require(StaffRole... roles) {
    if (staffRole == null || !List.of(roles).contains(staffRole)) {
      throw new NotAllowed("FORBIDDEN", "for other staff only");
    }
  }
}
