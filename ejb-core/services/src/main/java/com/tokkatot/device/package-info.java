/**
 * Devices: what stands on a farm, what it says it is, and whether its node and hub are alive.
 *
 * <p>The device is right about its own state: a status with a newer order key replaces what we
 * believed, an older one never does. Doors: {@link com.tokkatot.device.Devices}, {@link
 * com.tokkatot.device.Presence}; to install {@link com.tokkatot.device.NodeRegistry} and {@link
 * com.tokkatot.device.DeviceRegistry}; to set {@link com.tokkatot.device.Configurations}, whose
 * parameters are {@link com.tokkatot.device.Parameter}; to look back and restore {@link
 * com.tokkatot.device.ConfigVersions} and {@link com.tokkatot.device.ConfigBackups}; for hubs
 * {@link com.tokkatot.device.HubDoor} and {@link com.tokkatot.device.HubSnapshots}. Needs shared,
 * farm, live. Speaks upwards by {@link com.tokkatot.device.StatusesObserved}. Source: WIRE.md 3.2,
 * 3.5 to 3.7; house.md 2.4.
 */
package com.tokkatot.device;
