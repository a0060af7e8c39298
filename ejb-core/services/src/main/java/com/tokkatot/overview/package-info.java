/**
 * Overview: one farm put together for a screen: devices with their readings and open orders.
 *
 * <p>Doors: {@link com.tokkatot.overview.FarmOverview}, {@link com.tokkatot.overview.Dashboards}.
 * Needs farm, device, reading, command, live; nobody needs it. Source: requirements.md 2.5, 2.10.
 */
package com.tokkatot.overview;
