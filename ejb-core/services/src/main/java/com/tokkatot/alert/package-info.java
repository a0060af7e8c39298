/**
 * Alert: what people should look at, until it is well again.
 *
 * <p>Door: {@link com.tokkatot.alert.Alerts}. Today it tells of nodes and farms that have been
 * silent for half an hour, of emergency stop loops that are broken, and of schedules that fail
 * again and again; what follows from readings is the hub's to say and comes later. Source:
 * requirements.md 2.6, 7; wire.md, "One writer per field".
 */
package com.tokkatot.alert;
