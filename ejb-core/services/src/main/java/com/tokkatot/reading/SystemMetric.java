package com.tokkatot.reading;

import java.time.Instant;

/**
 * How a part of the system did at a time. Source: requirements.md 3.14.
 *
 * @param metric for example {@code commands_open}
 * @param service which part: a node's name, or {@code cloud} for all together
 * @param percentile for example {@code p95}; empty when the metric is one number
 */
public record SystemMetric(
    String metric, String service, String percentile, Instant at, double value) {}
