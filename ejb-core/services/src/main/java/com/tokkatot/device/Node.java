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
    Instant createdAt) {}
