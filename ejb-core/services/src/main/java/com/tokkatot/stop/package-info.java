/**
 * Stop: emergency stops of a farm or a coop, as people ask for them and as hubs say they hold.
 *
 * <p>Door: {@link com.tokkatot.stop.EmergencyStops}. What holds is the hub's to say; asking and
 * letting go are sent again until it agrees. Source: schedules.md, "Who wins"; WIRE.md 3.8, 3.9.
 */
package com.tokkatot.stop;
