package com.tokkatot.rules.analysis;

import java.time.Instant;

/**
 * What one sensor read in one hour.
 *
 * @param at when the hour began
 * @param mean of its readings, between the two that follow
 * @param count how many readings, at least 1
 */
public record Hour(Instant at, double mean, double least, double most, long count) {}
