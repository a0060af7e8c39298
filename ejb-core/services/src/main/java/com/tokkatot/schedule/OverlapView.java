package com.tokkatot.schedule;

import java.time.Instant;
import java.util.UUID;

/**
 * Two schedules want something of one device at the same time. Nothing is wrong with it: the one of
 * higher priority wins.
 *
 * @param scheduleId the other one
 * @param at when they meet first; null: whenever readings call for one of them
 */
public record OverlapView(
    UUID scheduleId, String scheduleName, UUID deviceId, String deviceName, Instant at) {}
