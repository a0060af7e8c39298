package com.tokkatot.rules.json;

import com.tokkatot.rules.condition.Limits;
import com.tokkatot.rules.schedule.Cycle;
import com.tokkatot.rules.schedule.Definition;
import com.tokkatot.rules.schedule.Plan;
import com.tokkatot.rules.schedule.Plan.AtTimes;
import com.tokkatot.rules.schedule.Plan.InCycles;
import com.tokkatot.rules.schedule.Plan.InWindow;
import com.tokkatot.rules.schedule.Plan.OnCondition;
import com.tokkatot.rules.schedule.Schedule;
import com.tokkatot.rules.schedule.Schedule.Target;
import com.tokkatot.rules.schedule.Step;
import com.tokkatot.rules.schedule.Window;
import com.tokkatot.rules.time.Cron;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;

/** Makes a definition of JSON fields. */
final class DefinitionReader {

  private static final int MOST_LISTED = 100;

  private final Fields in;
  private final Instant made;

  private DefinitionReader(Fields in, Instant made) {
    this.in = in;
    this.made = made;
  }

  /**
   * @param made the anchor of a cycle that has neither window nor anchor; null: there is none
   */
  static Definition read(Fields in, Instant made) {
    var definition = new DefinitionReader(in, made).definition();
    in.end();
    return definition;
  }

  private Definition definition() {
    var plan =
        switch (in.text("schedule_type")) {
          case "time_based" -> timeBased();
          case "duration_based" -> durationBased();
          case "condition_based" -> conditionBased();
          default ->
              throw in.wrong(
                  "schedule_type", "must be time_based, duration_based or condition_based");
        };
    var devices = in.each("devices", MOST_LISTED, DefinitionReader::target);
    var priority = in.wholeOr("priority", 0);
    var grace = in.secondsOr("misfire_grace", Schedule.USUAL_GRACE);
    return in.made(() -> new Definition(plan, devices, priority, grace));
  }

  private static Target target(Fields in) {
    var device = in.uuid("device_id");
    var offset = in.secondsOr("offset", Duration.ZERO);
    in.end();
    return in.made(() -> new Target(device, offset));
  }

  private Plan timeBased() {
    if (!in.has("cron_expression")) {
      if (!in.has("start_time")) {
        throw in.wrong("cron_expression", "is missing, or start_time and end_time");
      }
      var window = window();
      var value = value();
      return in.made(() -> new InWindow(window, value));
    }
    if (in.has("start_time")) {
      throw in.wrong("start_time", "does not go with cron_expression");
    }
    var expression = in.text("cron_expression");
    var cron = in.made(() -> Cron.of(expression));
    var steps = in.has(Step.FIELD) ? steps() : List.<Step>of();
    var value = steps.isEmpty() ? value() : Plan.FULL;
    var duration = in.secondsOr("action_duration", null);
    var condition = in.has("condition") ? ConditionJson.read(in.inside("condition")) : null;
    return in.made(() -> new AtTimes(cron, value, duration, steps, condition));
  }

  private Plan durationBased() {
    var on = in.seconds("on_duration");
    var off = in.seconds("off_duration");
    var repeat = in.wholeOr("repeat_count", 0);
    var cycle = in.made(() -> new Cycle(on, off, repeat));
    var window = in.has("start_time") || in.has("end_time") ? window() : null;
    var anchor = anchor(window != null);
    var value = value();
    return in.made(() -> new InCycles(cycle, window, anchor, value));
  }

  private Instant anchor(boolean hasWindow) {
    if (in.has("anchor")) {
      var anchor = in.time("anchor", Instant::parse, "an instant, as 2026-03-01T06:00:00Z");
      if (!anchor.equals(anchor.truncatedTo(ChronoUnit.MILLIS))) {
        throw in.wrong("anchor", "must be in whole milliseconds");
      }
      return anchor;
    }
    return hasWindow || made == null ? null : made.truncatedTo(ChronoUnit.SECONDS);
  }

  private Plan conditionBased() {
    var condition = ConditionJson.read(in.inside("condition"));
    var minOn = in.secondsOr("min_on", Duration.ZERO);
    var minOff = in.secondsOr("min_off", Duration.ZERO);
    var maxOn = in.secondsOr("max_on", null);
    var limits = in.made(() -> new Limits(minOn, minOff, maxOn));
    var value = value();
    return in.made(() -> new OnCondition(condition, limits, value));
  }

  private Window window() {
    var start = clock("start_time");
    var end = clock("end_time");
    var days =
        in.has("days_of_week") ? Days.of(in, "days_of_week") : EnumSet.allOf(DayOfWeek.class);
    var from = in.has("date_from") ? date("date_from") : null;
    var to = in.has("date_to") ? date("date_to") : null;
    return in.made(() -> new Window(start, end, days, from, to));
  }

  private LocalTime clock(String field) {
    var time = in.time(field, LocalTime::parse, "a time of day, as 06:00");
    if (time.getNano() != 0) {
      throw in.wrong(field, "must be in whole seconds");
    }
    return time;
  }

  private LocalDate date(String field) {
    return in.time(field, LocalDate::parse, "a day, as 2026-03-01");
  }

  private int value() {
    var hasValue = in.has("action_value");
    var action = in.text("action");
    if (hasValue && !action.equals("set_value")) {
      throw in.wrong("action_value", "goes with set_value only");
    }
    return switch (action) {
      case "on" -> Plan.FULL;
      case "off" -> 0;
      case "set_value" -> in.whole("action_value");
      case "toggle" ->
          throw in.wrong("action", "must not be toggle: one that is missed inverts all after it");
      default -> throw in.wrong("action", "must be on, off or set_value");
    };
  }

  private List<Step> steps() {
    var steps = in.each(Step.FIELD, MOST_LISTED, DefinitionReader::step);
    if (steps.isEmpty()) {
      throw in.wrong(Step.FIELD, "must have a step");
    }
    return steps;
  }

  private static Step step(Fields in) {
    var value = in.has("value") ? in.whole("value") : stepAction(in);
    var length = in.seconds("duration");
    in.end();
    return in.made(() -> new Step(value, length));
  }

  private static int stepAction(Fields in) {
    if (!in.has("action")) {
      throw in.wrong("value", "is missing");
    }
    return switch (in.text("action")) {
      case "on" -> Plan.FULL;
      case "off" -> 0;
      default -> throw in.wrong("action", "must be on or off");
    };
  }
}
