package com.tokkatot.device;

import java.time.Instant;
import java.util.UUID;

/**
 * One board.
 *
 * @param hardwareId printed on it; another one when it has been replaced
 * @param board which profile it is
 * @param isOnline whether both it and its hub are
 * @param firmwareVersion what it runs by its own account, or null if it never spoke
 * @param lastHeartbeat when its hub last said it was alive, or noticed that it was not; or null
 * @param incarnation grows with every replacement
 * @param coopId where it hangs, or null
 * @param rssiDbm signal of its network, dBm; this and the next two by its own account, or null
 * @param heapFree free memory, bytes
 * @param uptimeS seconds since it started
 * @param bootCount how often this board has started, by its own count
 */
public record Node(
    UUID id,
    UUID farmId,
    String hardwareId,
    String board,
    String name,
    boolean isOnline,
    String firmwareVersion,
    Instant lastHeartbeat,
    long incarnation,
    long bootCount,
    int deviceCount,
    UUID coopId,
    Long rssiDbm,
    Long heapFree,
    Long uptimeS,
    Instant createdAt) {}
