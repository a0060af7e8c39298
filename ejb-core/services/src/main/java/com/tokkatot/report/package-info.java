/**
 * Report: what devices measured and did over days, months and years, summed up for people, and what
 * that says: trends, anomalies, what the birds felt.
 *
 * <p>Door: {@link com.tokkatot.report.DeviceMetrics}. Needs farm, device, reading; nobody needs it.
 * Source: requirements.md 2.9.
 */
package com.tokkatot.report;
