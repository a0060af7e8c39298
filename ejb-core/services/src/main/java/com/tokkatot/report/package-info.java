/**
 * Report: what devices measured and did over days, months and years, summed up for people, and what
 * that says: trends, anomalies, what the birds felt; how the farm did, what happened on it, and all
 * of that as files: tables, and the farm's report on paper, in Khmer or English ({@link
 * com.tokkatot.report.FarmPaper}). The fonts that lie beside are Noto Sans Khmer 5.3.0 as
 * fontsource packs it, under the SIL Open Font License, which lies there too.
 *
 * <p>Doors: {@link com.tokkatot.report.DeviceMetrics}, {@link com.tokkatot.report.UsageReports},
 * {@link com.tokkatot.report.PerformanceReports}, {@link com.tokkatot.report.FarmLog}, {@link
 * com.tokkatot.report.Exports}. Needs audit, farm, device, reading; nobody needs it. Days are those
 * of the farm's calendar. Source: requirements.md 2.9.
 */
package com.tokkatot.report;
