package com.tokkatot.schedule;

import java.time.Instant;
import java.util.UUID;

/**
 * A device's turn that is to come, as far as the clock alone tells.
 *
 * @param scheduleId null: of a draft
 * @param value 0 (off) to 100; of a sequence its first step's
 * @param until when it ends; null: it stays so
 */
public record TurnView(
    UUID scheduleId,
    String scheduleName,
    UUID deviceId,
    String deviceName,
    Instant at,
    int value,
    Instant until) {}
