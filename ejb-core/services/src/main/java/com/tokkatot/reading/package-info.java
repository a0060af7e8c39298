/**
 * Readings: what sensors measured, kept in a time-series store behind one port.
 *
 * <p>A reading is known by device, metric and instant, so a repeat changes nothing. Latest values
 * and rolling averages of devices that are looked at are in Redis, and the same as in the store.
 * Door: {@link com.tokkatot.reading.Readings}. Needs shared, device, live. Source: seed, "Pattern
 * 2"; decisions.md P6.
 */
package com.tokkatot.reading;
