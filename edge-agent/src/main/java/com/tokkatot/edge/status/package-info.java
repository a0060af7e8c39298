/**
 * Status: what each device last said it is (its twin), and the way of a status from node to cloud.
 *
 * <p>Door: {@link com.tokkatot.edge.status.StatusRelay} for messages, {@link
 * com.tokkatot.edge.status.Twins} for the picture. Needs journal. Must not know commands; whoever
 * waits for an answer listens. Source: WIRE.md 3.2.
 */
package com.tokkatot.edge.status;
