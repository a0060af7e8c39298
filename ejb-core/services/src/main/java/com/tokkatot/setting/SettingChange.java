package com.tokkatot.setting;

import com.tokkatot.shared.Invalid;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What somebody wants to be set.
 *
 * @param values null values: as usual again; what is not there stays
 * @param version that was seen; null: whichever is there, where only one person changes it
 * @param reason in people's words, or null
 */
public record SettingChange(Map<Key, Object> values, Long version, String reason) {

  /** Longest reason, in characters. */
  public static final int LONGEST_REASON = 200;

  private static final String VERSION = "version";
  private static final String REASON = "reason";

  public SettingChange {
    var copy = new EnumMap<Key, Object>(Key.class);
    copy.putAll(values);
    values = Collections.unmodifiableMap(copy);
  }

  /**
   * Reads an object with {@code version}, {@code reason} and keys of the scope.
   *
   * @throws Invalid naming the first field that is unknown or wrong, or that nothing is to be set
   */
  static SettingChange read(Scope scope, JsonObject json) {
    var values = new EnumMap<Key, Object>(Key.class);
    for (var field : json.entrySet()) {
      if (!field.getKey().equals(VERSION) && !field.getKey().equals(REASON)) {
        var key = key(scope, field.getKey());
        if (key == Key.PROFILE) {
          throw new Invalid(field.getKey(), "is set by applying it: POST /farms/{farm}/profile");
        }
        values.put(
            key,
            field.getValue() == JsonValue.NULL
                ? null
                : key.kind().read(field.getKey(), field.getValue()));
      }
    }
    if (values.isEmpty()) {
      throw new Invalid(Key.of(scope).get(0).word(), "or another setting must be there");
    }
    var version = version(json);
    if (version == null && scope.isShared()) {
      throw new Invalid(VERSION, "is missing: which one was seen");
    }
    return new SettingChange(values, version, reason(json));
  }

  private static Key key(Scope scope, String word) {
    return Key.of(scope).stream()
        .filter(key -> key.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new Invalid(word, "is no setting here"));
  }

  static Long version(JsonObject json) {
    var version = json.getOrDefault(VERSION, JsonValue.NULL);
    if (version == JsonValue.NULL) {
      return null;
    }
    if (version instanceof JsonNumber number
        && number.isIntegral()
        && number.bigIntegerValue().bitLength() < Long.SIZE
        && number.longValue() >= 0) {
      return number.longValue();
    }
    throw new Invalid(VERSION, "must be a whole number, 0 or more");
  }

  static String reason(JsonObject json) {
    var reason = json.getOrDefault(REASON, JsonValue.NULL);
    if (reason == JsonValue.NULL) {
      return null;
    }
    if (reason instanceof JsonString text
        && !text.getString().isBlank()
        && text.getString().length() <= LONGEST_REASON) {
      return text.getString();
    }
    throw new Invalid(REASON, "must have 1 to " + LONGEST_REASON + " characters");
  }
}
