/**
 * Reading: the way of a sensor's message from node to cloud.
 *
 * <p>Door: {@link com.tokkatot.edge.reading.ReadingRelay}. Needs journal. It goes to the cloud
 * twice: at once and fleeting, for whoever watches, and in the journal's upload, for good. Source:
 * WIRE.md 3.3.
 */
package com.tokkatot.edge.reading;
