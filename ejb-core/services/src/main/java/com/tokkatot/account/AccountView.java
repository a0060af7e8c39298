package com.tokkatot.account;

import java.time.Instant;
import java.util.UUID;

/**
 * A person as the person sees it; {@code email} or {@code phone} may be null.
 *
 * @param timezone an IANA name
 * @param avatarUrl of the picture that was sent here, else an address elsewhere, or null
 * @param pendingContact a contact that waits for its code, or null
 */
public record AccountView(
    UUID id,
    String name,
    String email,
    String phone,
    String language,
    String timezone,
    String avatarUrl,
    boolean contactVerified,
    String pendingContact,
    Instant lastLoginAt,
    Instant createdAt) {}
