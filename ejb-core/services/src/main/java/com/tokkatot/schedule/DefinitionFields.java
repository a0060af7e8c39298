package com.tokkatot.schedule;

import com.tokkatot.schedule.ScheduleView.StepView;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.UUID;

/** The fields of a definition that we wrote ourselves; null where there is none. */
record DefinitionFields(JsonObject json) {

  private static final int ON = 100;

  String text(String field) {
    return json.getString(field, null);
  }

  Integer number(String field) {
    return json.containsKey(field) ? Integer.valueOf(json.getInt(field)) : null;
  }

  List<String> texts(String field) {
    return json.containsKey(field)
        ? json.getJsonArray(field).getValuesAs(JsonString::getString)
        : null;
  }

  List<StepView> steps(String field) {
    return json.containsKey(field)
        ? json.getJsonArray(field).getValuesAs(DefinitionFields::step)
        : null;
  }

  private static StepView step(JsonObject step) {
    var value =
        step.containsKey("value")
            ? step.getInt("value")
            : step.getString("action").equals("on") ? ON : 0;
    return new StepView(value, step.getInt("duration"));
  }

  ConditionView condition(String field) {
    return json.containsKey(field) ? condition(json.getJsonObject(field)) : null;
  }

  private static ConditionView condition(JsonObject part) {
    return new ConditionView(
        parts(part.getJsonArray("and")),
        parts(part.getJsonArray("or")),
        part.containsKey("not") ? condition(part.getJsonObject("not")) : null,
        part.containsKey("device_id") ? UUID.fromString(part.getString("device_id")) : null,
        part.getString("metric", null),
        part.getString("operator", null),
        number(part, "value"),
        number(part, "release"),
        part.containsKey("metric") ? part.getBoolean("from_target", false) : null);
  }

  private static List<ConditionView> parts(JsonArray parts) {
    return parts == null ? null : parts.getValuesAs((JsonObject part) -> condition(part));
  }

  private static Double number(JsonObject part, String field) {
    return part.containsKey(field) ? Double.valueOf(part.getJsonNumber(field).doubleValue()) : null;
  }
}
