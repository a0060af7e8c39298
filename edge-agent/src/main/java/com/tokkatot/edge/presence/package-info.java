/**
 * Presence: which nodes are alive, judged by their heartbeats.
 *
 * <p>Door: {@link com.tokkatot.edge.presence.Presence}. A node is offline after 60 s without a
 * beat, or by its will if that is of the boot we know and no newer beat came. Source: WIRE.md 3.4.
 */
package com.tokkatot.edge.presence;
