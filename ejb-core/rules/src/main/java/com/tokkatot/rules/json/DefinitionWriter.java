package com.tokkatot.rules.json;

import com.tokkatot.rules.schedule.Definition;
import com.tokkatot.rules.schedule.Plan;
import com.tokkatot.rules.schedule.Plan.AtTimes;
import com.tokkatot.rules.schedule.Plan.InCycles;
import com.tokkatot.rules.schedule.Plan.InWindow;
import com.tokkatot.rules.schedule.Plan.OnCondition;
import com.tokkatot.rules.schedule.Schedule.Target;
import com.tokkatot.rules.schedule.Step;
import com.tokkatot.rules.schedule.Window;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.List;

/** Makes JSON of a definition, the same each time. */
final class DefinitionWriter {

  private final JsonObjectBuilder json = Json.createObjectBuilder();

  private DefinitionWriter() {}

  static JsonObject write(Definition definition) {
    var writer = new DefinitionWriter();
    writer.plan(definition.plan());
    var targets = Json.createArrayBuilder();
    definition.targets().forEach(target -> targets.add(target(target)));
    return writer
        .json
        .add("devices", targets)
        .add("priority", definition.priority())
        .add("misfire_grace", definition.misfireGrace().toSeconds())
        .build();
  }

  private static JsonObjectBuilder target(Target target) {
    return Json.createObjectBuilder()
        .add("device_id", target.deviceId().toString())
        .add("offset", target.offset().toSeconds());
  }

  private void plan(Plan plan) {
    if (plan instanceof AtTimes times) {
      json.add("schedule_type", "time_based").add("cron_expression", times.cron().expression());
      if (times.sequence().isEmpty()) {
        action(times.value());
        seconds("action_duration", times.duration());
      } else {
        json.add(Step.FIELD, steps(times.sequence()));
      }
      if (times.condition() != null) {
        json.add("condition", ConditionJson.write(times.condition()));
      }
    } else if (plan instanceof InWindow open) {
      json.add("schedule_type", "time_based");
      window(open.window());
      action(open.value());
    } else if (plan instanceof InCycles turns) {
      cycles(turns);
    } else if (plan instanceof OnCondition asked) {
      json.add("schedule_type", "condition_based");
      json.add("condition", ConditionJson.write(asked.condition()));
      seconds("min_on", asked.limits().minOn());
      seconds("min_off", asked.limits().minOff());
      seconds("max_on", asked.limits().maxOn());
      action(asked.value());
    }
  }

  private void cycles(InCycles turns) {
    json.add("schedule_type", "duration_based");
    seconds("on_duration", turns.cycle().on());
    seconds("off_duration", turns.cycle().off());
    if (turns.cycle().repeat() > 0) {
      json.add("repeat_count", turns.cycle().repeat());
    }
    if (turns.window() == null) {
      json.add("anchor", turns.anchor().toString());
    } else {
      window(turns.window());
    }
    action(turns.value());
  }

  private void window(Window window) {
    json.add("start_time", window.start().toString()).add("end_time", window.end().toString());
    if (window.days().size() < DayOfWeek.values().length) {
      var days = Json.createArrayBuilder();
      Days.words(window.days()).forEach(days::add);
      json.add("days_of_week", days);
    }
    if (window.dateFrom() != null) {
      json.add("date_from", window.dateFrom().toString());
    }
    if (window.dateTo() != null) {
      json.add("date_to", window.dateTo().toString());
    }
  }

  private void action(int value) {
    json.add("action", value == Plan.FULL ? "on" : value == 0 ? "off" : "set_value");
    if (value != Plan.FULL && value != 0) {
      json.add("action_value", value);
    }
  }

  private void seconds(String field, Duration duration) {
    if (duration != null) {
      json.add(field, duration.toSeconds());
    }
  }

  private static JsonArrayBuilder steps(List<Step> steps) {
    var list = Json.createArrayBuilder();
    steps.forEach(
        step ->
            list.add(
                Json.createObjectBuilder()
                    .add("value", step.value())
                    .add("duration", step.length().toSeconds())));
    return list;
  }
}
