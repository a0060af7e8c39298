package com.tokkatot.farm;

import com.tokkatot.account.StaffRole;
import java.util.UUID;

/**
 * A caller in one farm: one of its people, or Tokkatot's staff looking in.
 *
 * @param role null for staff
 * @param staffRole null for the farm's own people
 */
public record Member(UUID farmId, UUID accountId, Role role, StaffRole staffRole) {

  /** One of the farm's own people. */
  public Member(UUID farmId, UUID accountId, Role role) {
    this(farmId, accountId, role, null);
  }

  /** Whether the table gives this member that permission here. */
  public boolean may(Permission permission) {
    return permission.isInFarm()
        && (staffRole == null
            ? permission.roles().contains(role)
            : permission.staff().contains(staffRole));
  }
}
