package com.tokkatot.usage;

import java.time.Instant;
import java.util.UUID;

/**
 * How much a device has worked.
 *
 * @param onHours of all runs, the one that lasts included
 * @param cycles how often it was switched on
 * @param isRunning whether it runs
 * @param lastOnAt when it was last switched on, or null
 * @param lastOffAt when it was last switched off, or null
 * @param countedSince null when it never said anything
 * @param service null for what is not serviced by use
 */
public record UsageView(
    UUID deviceId,
    double onHours,
    long cycles,
    boolean isRunning,
    Instant lastOnAt,
    Instant lastOffAt,
    Instant countedSince,
    ServiceDue service) {}
