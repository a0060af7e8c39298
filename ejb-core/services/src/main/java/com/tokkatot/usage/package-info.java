/**
 * Usage: how long and how often each device has worked, what was done to it, and when the next
 * service is due.
 *
 * <p>Counted inside the transaction that takes a device's status, from statuses whose order was
 * checked: one that comes twice or late counts once or not at all. A sum, so nothing has to be
 * added up when somebody asks.
 *
 * <p>Doors: {@link com.tokkatot.usage.DeviceUsage}, {@link com.tokkatot.usage.Maintenance}. Needs
 * device, farm, audit. Must not know commands: what a device did counts, not what it was told.
 * Source: requirements.md 2.10, "Maintenance".
 */
package com.tokkatot.usage;
