package com.tokkatot.reading;

/**
 * Means of one metric of a device over the time up to now; readings of bad quality do not count.
 * Each moves on by a sixtieth of its length. Null where nothing was measured.
 *
 * @param unit UCUM or SenML code
 * @param fiveMinutes of the last five minutes
 * @param hour of the last hour
 * @param day of the last 24 hours
 */
public record RollingAverages(
    String metric, String unit, Double fiveMinutes, Double hour, Double day) {}
