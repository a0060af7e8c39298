/**
 * Schedules: what people want to happen by itself, version by version, and what came of it. Source:
 * schedules.md.
 *
 * <p>The cloud plans and watches, the hub fires: executions are written down before they are due,
 * and what the hub says of them makes them good. Doors: {@link com.tokkatot.schedule.Schedules},
 * {@link com.tokkatot.schedule.Drafts} (what a change would do), {@link
 * com.tokkatot.schedule.Executions}, {@link com.tokkatot.schedule.Runs} (now). Needs rules,
 * command, alert, device, farm, live, audit.
 */
package com.tokkatot.schedule;
