package com.tokkatot.reading;

import java.time.Instant;
import java.util.UUID;

/**
 * A device went into a state.
 *
 * @param state on, off, error or unknown
 * @param value percent or degrees; null when it has none
 * @param triggeredBy command, schedule, safety and so on, as the device said it
 * @param commandId what it did it for; null: for no command
 */
public record StateChange(
    Instant at, String state, Double value, String triggeredBy, UUID commandId) {}
