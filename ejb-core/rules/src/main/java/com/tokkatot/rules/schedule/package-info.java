/**
 * Schedules: what a device should do at an instant, as pure functions of a schedule, its farm's
 * zone and what was read. Source: schedules.md.
 *
 * <p>Doors: {@link com.tokkatot.rules.schedule.Plan} (the four kinds), {@link
 * com.tokkatot.rules.schedule.Upcoming} (what comes). Needs time and condition.
 */
package com.tokkatot.rules.schedule;
