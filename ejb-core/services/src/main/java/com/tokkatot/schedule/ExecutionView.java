package com.tokkatot.schedule;

import java.time.Instant;
import java.util.UUID;

/**
 * One turn of one device, planned or over.
 *
 * @param origin {@code schedule}, or {@code manual} when somebody wanted it now
 * @param version of the schedule that was followed
 * @param scheduledTime the planned instant
 * @param actualExecutionTime when the device switched, or null
 * @param status pending, executed, failed, skipped or unsure
 * @param isOverdue nobody has said anything of it 30 s after its instant
 * @param reason why it was not executed: a code, or null
 * @param value what was asked, 0 to 100, or null
 * @param executionDurationMs how long the device then stays so, or null
 * @param clockHeld whether the hub's clock was counted on since it was last trusted
 */
public record ExecutionView(
    UUID id,
    UUID scheduleId,
    String scheduleName,
    UUID deviceId,
    String deviceName,
    String origin,
    long version,
    Instant scheduledTime,
    Instant actualExecutionTime,
    String status,
    boolean isOverdue,
    String reason,
    Integer value,
    Long executionDurationMs,
    int attempts,
    UUID commandId,
    boolean clockHeld) {}
