package com.tokkatot.account;

import java.time.Instant;
import java.util.UUID;

/**
 * A member of Tokkatot's staff, as an admin sees it.
 *
 * @param role technician, operator or admin
 * @param enrolled whether password and second factor are set
 */
public record StaffView(
    UUID id,
    String email,
    String name,
    String role,
    boolean isActive,
    boolean enrolled,
    Instant lastLoginAt,
    Instant createdAt) {}
