/**
 * Commands: what a person or a schedule asked an actuator to do, and what came of it.
 *
 * <p>A command is written down before it is sent and finished only by the device's own report, so a
 * crash anywhere in between loses nothing and runs nothing twice. The row is its own outbox.
 *
 * <p>Doors: {@link com.tokkatot.command.Commands}, {@link com.tokkatot.command.CommandBatches},
 * {@link com.tokkatot.command.CommandHistory}. Needs device, farm, live, audit. Must not know HTTP,
 * WebSocket or the MQTT client. Source: seed, "Pattern 1"; WIRE.md 3.1; house.md 2.4.
 */
package com.tokkatot.command;
