/**
 * Firmware: signed images, rollouts in waves, and how each node fares.
 *
 * <p>A try is a row before it is an offer on the wire, and repeats of either change nothing. The
 * node alone decides what it installs; here it is decided who is offered what, when, and when to
 * stop.
 *
 * <p>Doors: {@link com.tokkatot.firmware.Releases}, {@link com.tokkatot.firmware.Rollouts}, {@link
 * com.tokkatot.firmware.DeviceFirmware}, {@link com.tokkatot.firmware.HubImages}. Needs device,
 * farm, alert, audit. Source: wire.md, "Firmware over the air"; WIRE.md 3.10 and 3.11.
 */
package com.tokkatot.firmware;
