package com.tokkatot.farm;

import java.time.Instant;
import java.util.UUID;

/**
 * An open invitation as the farm sees it. Whether the contact belongs to an account is not told.
 *
 * @param contact e-mail address or phone number
 * @param role manager or viewer
 * @param status pending
 */
public record InvitationView(
    UUID invitationId,
    String contact,
    String role,
    String status,
    UUID invitedBy,
    Instant createdAt,
    Instant expiresAt) {}
