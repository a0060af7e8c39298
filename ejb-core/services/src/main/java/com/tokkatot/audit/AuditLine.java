package com.tokkatot.audit;

import java.util.UUID;

/**
 * What is written down of one deed.
 *
 * @param farmId or null when no farm is concerned
 * @param accountId who acted; null for the system and for a failed sign-in
 * @param action dotted, for example {@code command.requested}
 * @param targetId what was acted on, or null
 * @param reason why, in words, or null
 */
public record AuditLine(
    UUID farmId, UUID accountId, String action, UUID targetId, String reason, Origin origin) {}
