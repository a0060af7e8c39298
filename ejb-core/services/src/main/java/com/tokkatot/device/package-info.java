/**
 * Devices: what stands on a farm, what it says it is, and whether its node and hub are alive.
 *
 * <p>The device is right about its own state: a status with a newer order key replaces what we
 * believed, an older one never does. Doors: {@link com.tokkatot.device.Devices}, {@link
 * com.tokkatot.device.Presence}. Needs shared, farm, live. Speaks upwards by {@link
 * com.tokkatot.device.StatusesObserved}. Source: WIRE.md 3.2, 3.5; house.md 2.4.
 */
package com.tokkatot.device;
