/**
 * Firmware: what the cloud offers to nodes, fetched once, checked, and served on the farm.
 *
 * <p>An offer is written down before the cloud may forget it, told to its node with the hub's own
 * address in it, and told again until the node has said how it ended; that is told to the cloud
 * until the cloud has it. The hub judges no signature: only nodes hold the keys. Needs journal and
 * link. Source: WIRE.md 3.10, 3.11.
 */
package com.tokkatot.edge.firmware;
