/**
 * Readings: what sensors measured, kept in a time-series store behind one port.
 *
 * <p>A reading is known by device, metric and instant, so a repeat changes nothing. Door: {@link
 * com.tokkatot.reading.Readings}. Needs shared, device, live. Source: seed, "Pattern 2";
 * decisions.md P6.
 */
package com.tokkatot.reading;
