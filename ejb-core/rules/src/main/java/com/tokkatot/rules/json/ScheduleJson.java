package com.tokkatot.rules.json;

import com.tokkatot.rules.InvalidRule;
import com.tokkatot.rules.schedule.Definition;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Set;

/**
 * A schedule's definition from and to JSON: the same document in REST, in the database and in the
 * hub's snapshot.
 *
 * <pre>{@code
 * schedule_type   time_based | duration_based | condition_based
 * devices         [{device_id, offset}], offset 0 to 3600 s, absent: 0
 * action          on | off | set_value; action_value 0 to 100 goes with set_value
 * priority        0 to 10, absent: 0
 * misfire_grace   0 to 3600 s, absent: 60
 *
 * time_based      cron_expression, action_duration | action_sequence [{value | action, duration}],
 *                 condition; or start_time, end_time, days_of_week [mon..sun], date_from, date_to
 * duration_based  on_duration, off_duration, repeat_count (absent: without end), and either a
 *                 window as above or anchor
 * condition_based condition, min_on, min_off, max_on
 *
 * condition       {and: [..]} | {or: [..]} | {not: ..} | {device_id, metric, operator, value, release}
 * }</pre>
 *
 * <p>What is null is absent. Reading what was written gives an equal definition.
 */
public final class ScheduleJson {

  private ScheduleJson() {}

  /**
   * Reads what another part of the system wrote. Fields it does not know are ignored: the other one
   * may be newer.
   *
   * @throws InvalidRule naming the first field that is missing or wrong, with its path, for example
   *     {@code condition.and[1].operator}
   */
  public static Definition read(JsonObject json) {
    return DefinitionReader.read(new Fields(json, "", false), null);
  }

  /**
   * Reads what a person wrote. A field that means nothing where it stands is refused, as somebody
   * counts on it; a cycle without window and anchor begins when it was made.
   *
   * @param made when this version is made
   * @param others fields of the same document that are somebody else's business, as its name
   * @throws InvalidRule as for {@link #read}
   */
  public static Definition draft(JsonObject json, Instant made, Set<String> others) {
    var in = new Fields(json, "", true);
    others.forEach(in::has);
    return DefinitionReader.read(in, made);
  }

  /** Only what means something; what is absent has its usual value. */
  public static JsonObject write(Definition definition) {
    return DefinitionWriter.write(definition);
  }
}
