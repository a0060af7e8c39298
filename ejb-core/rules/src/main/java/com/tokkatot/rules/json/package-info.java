/**
 * Json: a schedule as people, the database and the hub's snapshot write it. Field names are those
 * of schedules.md; durations are whole seconds, instants ISO-8601.
 *
 * <p>Door: {@link com.tokkatot.rules.json.ScheduleJson}, {@link com.tokkatot.rules.json.Presets},
 * {@link com.tokkatot.rules.json.Profiles}. Needs schedule, condition, alert, climate and time.
 */
package com.tokkatot.rules.json;
