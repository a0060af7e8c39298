/**
 * Reading: the way of a sensor's message from node to cloud.
 *
 * <p>Door: {@link com.tokkatot.edge.reading.ReadingRelay}. Needs journal. Until the journal upload
 * exists, readings travel one by one at QoS 1 out of the durable queue. Source: WIRE.md 3.3.
 */
package com.tokkatot.edge.reading;
