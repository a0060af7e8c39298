/**
 * Cloud: the one line to the cloud's broker, what drains over it, and the digest.
 *
 * <p>Door: {@link com.tokkatot.edge.cloud.CloudLink}. Events leave in their order before readings
 * do; a record is done when the cloud's broker has acknowledged it. Needs link, journal, presence,
 * command. Source: wire.md, "Store and forward"; WIRE.md 3.5.
 */
package com.tokkatot.edge.cloud;
