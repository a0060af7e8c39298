/**
 * Overview: one farm put together for a screen: devices with their readings and open orders.
 *
 * <p>Door: {@link com.tokkatot.overview.FarmOverview}. Needs farm, device, reading, command, live;
 * nobody needs it. Source: requirements.md 2.5.
 */
package com.tokkatot.overview;
