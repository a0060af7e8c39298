/**
 * Analysis: what a month of hourly sums says of a sensor and of the birds under it.
 *
 * <p>Doors: {@link com.tokkatot.rules.analysis.Trend}, {@link
 * com.tokkatot.rules.analysis.Anomalies}, {@link com.tokkatot.rules.analysis.HeatStress}, {@link
 * com.tokkatot.rules.analysis.ComfortTime}, {@link com.tokkatot.rules.analysis.Consumption}, {@link
 * com.tokkatot.rules.analysis.PerBird}. Each names its method and where it comes from. Source:
 * seed, "Data service"; requirements.md 2.9.
 */
package com.tokkatot.rules.analysis;
