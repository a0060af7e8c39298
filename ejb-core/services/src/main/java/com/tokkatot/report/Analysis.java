package com.tokkatot.report;

/** What can be read out of a device's readings. */
public enum Analysis {
  /** Whether daily means rise or fall. */
  TREND,
  /** Outliers, a stuck sensor, drift. */
  ANOMALY,
  /** Heat stress and comfort of the birds below the sensor. */
  CLIMATE
}
