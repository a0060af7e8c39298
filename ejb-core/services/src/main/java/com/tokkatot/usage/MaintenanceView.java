package com.tokkatot.usage;

import java.time.Instant;
import java.util.UUID;

/**
 * What was done to a device.
 *
 * @param doneBy who noted it
 * @param onMs how long the device had run by then, milliseconds
 * @param cycles how often it had been switched on by then
 */
public record MaintenanceView(
    UUID id, UUID deviceId, Instant doneAt, UUID doneBy, String note, long onMs, long cycles) {}
