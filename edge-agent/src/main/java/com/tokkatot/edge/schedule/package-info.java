/**
 * Schedule: does what the farm's schedules ask for, cloud or not. The only executor there is, so
 * nothing fires twice.
 *
 * <p>Door: {@link com.tokkatot.edge.schedule.Dispatcher}. What a schedule asks for at an instant is
 * decided by the rules that the cloud has too; here it is decided whether it was done already,
 * written down, and only then ordered, by the way that a person's orders take. All of it runs on
 * the journal's thread, and the store decides. Needs command, journal. Source: schedules.md;
 * edge-agent/DESIGN.md, "Schedules".
 */
package com.tokkatot.edge.schedule;
