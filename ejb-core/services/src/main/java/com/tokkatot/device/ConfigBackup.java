package com.tokkatot.device;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A version of what a device is set to, as it lies in the object store: JSON, sealed. It stands for
 * itself: who has the key can read it without the database.
 *
 * @param changedBy whose account
 * @param reason in people's words, or null
 * @param values only what was set
 */
record ConfigBackup(
    UUID farmId,
    UUID deviceId,
    long version,
    Instant changedAt,
    UUID changedBy,
    String reason,
    List<ConfigValue> values) {

  private static final String CALIBRATED = "calibrated_at";

  /** Where it lies. */
  static String objectName(UUID farmId, UUID deviceId, long version) {
    return "configs/%s/%s/%d.json".formatted(farmId, deviceId, version);
  }

  /** What it is sealed for: moved to another place it does not open. */
  static String purpose(String objectName) {
    return "device_config.backup " + objectName;
  }

  String json() {
    var list = Json.createArrayBuilder();
    for (var value : values) {
      var one = Json.createObjectBuilder().add("name", value.name()).add("value", value.value());
      if (value.calibratedAt() != null) {
        one.add(CALIBRATED, value.calibratedAt().toString());
      }
      list.add(one);
    }
    var all =
        Json.createObjectBuilder()
            .add("farm_id", farmId.toString())
            .add("device_id", deviceId.toString())
            .add("version", version)
            .add("changed_at", changedAt.toString())
            .add("changed_by", changedBy.toString());
    if (reason != null) {
      all.add("reason", reason);
    }
    return all.add("values", list).build().toString();
  }

  /**
   * What was set.
   *
   * @throws IllegalStateException if it is not what we wrote
   */
  static List<ConfigValue> values(String json) {
    try (var reader = Json.createReader(new StringReader(json))) {
      return reader.readObject().getJsonArray("values").stream().map(ConfigBackup::value).toList();
    } catch (JsonException | DateTimeException | ClassCastException | NullPointerException e) {
      throw new IllegalStateException("a backup of a configuration is not as we write it", e);
    }
  }

  private static ConfigValue value(JsonValue json) {
    JsonObject one = json.asJsonObject();
    return new ConfigValue(
        one.getString("name"),
        one.getJsonNumber("value").doubleValue(),
        one.containsKey(CALIBRATED) ? Instant.parse(one.getString(CALIBRATED)) : null);
  }
}
