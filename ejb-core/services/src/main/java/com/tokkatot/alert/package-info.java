/**
 * Alert: what people should look at, until it is well again.
 *
 * <p>Doors: {@link com.tokkatot.alert.Alerts}, {@link com.tokkatot.alert.AlertsChanged} for who
 * observes, and {@link com.tokkatot.alert.AlertRules} for what readings are judged by. It tells of
 * nodes and farms that have been silent for half an hour, of emergency stop loops that are broken,
 * of boards and sensors that are ill, devices that jam or are due for service, failed updates, of
 * schedules that fail again and again, of urgent firmware, and of readings beyond a limit, which
 * hubs judge by the same rules and {@link com.tokkatot.alert.HubAlerts} joins. Needs shared, audit,
 * farm, live, device, reading. Source: requirements.md 2.6, 2.8, 7, 9; wire.md, "One writer per
 * field".
 */
package com.tokkatot.alert;
