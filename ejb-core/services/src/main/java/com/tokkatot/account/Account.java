package com.tokkatot.account;

import java.time.Instant;
import java.util.UUID;

/**
 * One person as the table knows it, contacts opened.
 *
 * @param pending a contact that counts only when its code has come back; or null
 * @param passwordHash bcrypt; null for whoever has not chosen a password yet
 * @param staffRole null for farmers
 */
record Account(
    UUID id,
    String email,
    String phone,
    String pending,
    String passwordHash,
    String name,
    String language,
    String timezone,
    String avatarUrl,
    boolean verified,
    boolean active,
    StaffRole staffRole,
    Instant lastLoginAt,
    Instant createdAt,
    Instant passwordChangedAt) {

  boolean isStaff() {
    return staffRole != null;
  }

  /** Whether somebody really has this account, so that signing up again must not touch it. */
  boolean isSettled() {
    return verified || !active || isStaff();
  }

  AccountView view() {
    return new AccountView(
        id,
        name,
        email,
        phone,
        language,
        timezone,
        avatarUrl,
        verified,
        pending,
        lastLoginAt,
        createdAt);
  }
}
