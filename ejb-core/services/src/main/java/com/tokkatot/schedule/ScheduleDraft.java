package com.tokkatot.schedule;

import com.tokkatot.device.DevicePlace;
import com.tokkatot.rules.InvalidRule;
import com.tokkatot.rules.json.ScheduleJson;
import com.tokkatot.rules.schedule.Definition;
import com.tokkatot.shared.Invalid;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What people say of a schedule.
 *
 * @param name 1 to {@link #LONGEST_NAME} characters of any script
 * @param isEnabled whether it happens at all
 * @param definition when what happens to whom
 */
public record ScheduleDraft(String name, boolean isEnabled, Definition definition) {

  public static final int LONGEST_NAME = 100;

  /** Of the same document, but not the definition's. */
  private static final Set<String> OTHERS = Set.of("name", "is_enabled", "reason");

  /** What stays when a change says of what kind the schedule is from now on. */
  private static final List<String> LASTING = List.of("devices", "priority", "misfire_grace");

  /**
   * @throws Invalid naming the field that is wrong
   */
  public ScheduleDraft {
    if (name == null) {
      throw new Invalid("name", "is missing");
    }
    name = DevicePlace.printed("name", name, LONGEST_NAME);
  }

  /**
   * A new one. A device may be named by {@code device_id} where it is the only one.
   *
   * @param made when; a cycle without window and anchor begins then
   * @throws Invalid naming the first field that is missing or wrong, with its path
   */
  public static ScheduleDraft read(JsonObject json, Instant made) {
    try {
      var definition = ScheduleJson.draft(withDevices(json), made, OTHERS);
      return new ScheduleDraft(text(json, "name"), flag(json, true), definition);
    } catch (InvalidRule e) {
      throw new Invalid(e.field(), e.reason());
    }
  }

  /**
   * This one with what a change says; null takes a field away. A change that names the {@code
   * schedule_type} says all of the plan; of what was, only devices, priority and grace then stay.
   *
   * @throws Invalid as for {@link #read}
   */
  public ScheduleDraft over(JsonObject change, Instant made) {
    var now = ScheduleJson.write(definition);
    var merged = Json.createObjectBuilder();
    var isNewPlan = change.containsKey("schedule_type");
    now.forEach(
        (field, value) -> {
          if (!isNewPlan || LASTING.contains(field)) {
            merged.add(field, value);
          }
        });
    merged.add("name", name).add("is_enabled", isEnabled);
    withDevices(change).forEach(merged::add);
    return read(merged.build(), made);
  }

  /** As it is, but on or off. */
  ScheduleDraft enabled(boolean enabled) {
    return new ScheduleDraft(name, enabled, definition);
  }

  private static JsonObject withDevices(JsonObject json) {
    var device = json.get("device_id");
    if (device == null || device == JsonValue.NULL) {
      return json;
    }
    if (json.containsKey("devices")) {
      throw new Invalid("device_id", "does not go with devices");
    }
    var one = Json.createObjectBuilder().add("device_id", device);
    return Json.createObjectBuilder(json)
        .remove("device_id")
        .add("devices", Json.createArrayBuilder().add(one))
        .build();
  }

  private static String text(JsonObject json, String field) {
    var value = json.get(field);
    if (value == null || value == JsonValue.NULL) {
      return null;
    }
    if (value instanceof JsonString text) {
      return text.getString();
    }
    throw new Invalid(field, "must be a text");
  }

  private static boolean flag(JsonObject json, boolean usual) {
    var value = json.getOrDefault("is_enabled", JsonValue.NULL);
    if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
      return value == JsonValue.TRUE;
    }
    if (value == JsonValue.NULL) {
      return usual;
    }
    throw new Invalid("is_enabled", "must be true or false");
  }
}
