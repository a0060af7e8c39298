/**
 * Stop: the farm's emergency stops. The hub owns them: it hears the cloud and the buttons, and
 * tells the nodes and the cloud what holds.
 *
 * <p>Door: {@link com.tokkatot.edge.stop.StopKeeper}. The rules are {@link
 * com.tokkatot.edge.stop.Stops}, pure. A stop never waits for storage: it is told first and written
 * down second, and without a disk it holds from memory. Needs journal, link. Source: schedules.md,
 * "Who wins"; WIRE.md 3.8, 3.9.
 */
package com.tokkatot.edge.stop;
