package com.tokkatot.farm;

import java.time.Instant;
import java.util.UUID;

/**
 * An open invitation as the invited person sees it.
 *
 * @param role manager or viewer
 * @param invitedBy name of who invites
 */
public record ReceivedInvitation(
    UUID invitationId,
    UUID farmId,
    String farmName,
    String role,
    String invitedBy,
    Instant createdAt,
    Instant expiresAt) {}
