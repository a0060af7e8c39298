package com.tokkatot.account;

import java.time.Instant;
import java.util.UUID;

/**
 * Something a person did, or somebody in the person's name.
 *
 * @param eventType dotted, for example {@code sign_in.refused}
 * @param deviceName of the session it is about, or null
 * @param reason why, or null
 */
public record ActivityView(
    long id,
    String eventType,
    UUID farmId,
    UUID targetId,
    String reason,
    String ipAddress,
    String deviceName,
    Instant timestamp) {}
