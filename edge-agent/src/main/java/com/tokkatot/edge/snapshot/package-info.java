/**
 * Snapshot: what the cloud wants of this farm, fetched, kept and handed on to the nodes.
 *
 * <p>Door: {@link com.tokkatot.edge.snapshot.Snapshots}. It is fetched when the cloud says so, on
 * every connection and every hour; it is believed only with the cloud's signature; it is kept in
 * the journal, so that nodes get their settings while the cloud is away. Needs journal, link.
 * Source: wire.md, "Store and forward"; WIRE.md 3.6, 3.7.
 */
package com.tokkatot.edge.snapshot;
