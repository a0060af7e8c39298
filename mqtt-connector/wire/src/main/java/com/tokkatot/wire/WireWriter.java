package com.tokkatot.wire;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Writes one JSON object; a null value is written as {@code null}, never left out. */
final class WireWriter {

  private static final JsonBuilderFactory BUILDERS = Json.createBuilderFactory(Map.of());

  private final JsonObjectBuilder json = BUILDERS.createObjectBuilder();

  static JsonArrayBuilder list() {
    return BUILDERS.createArrayBuilder();
  }

  /** A list of ids; null stays null. */
  static JsonArrayBuilder ids(List<UUID> ids) {
    if (ids == null) {
      return null;
    }
    var list = list();
    ids.forEach(id -> list.add(id.toString()));
    return list;
  }

  WireWriter put(String field, UUID value) {
    return put(field, value == null ? null : value.toString());
  }

  WireWriter put(String field, String value) {
    if (value == null) {
      json.addNull(field);
    } else {
      json.add(field, value);
    }
    return this;
  }

  WireWriter put(String field, Enum<?> value) {
    return put(field, value == null ? null : value.name().toLowerCase(Locale.ROOT));
  }

  WireWriter put(String field, Instant value) {
    return put(field, value == null ? null : Long.valueOf(value.toEpochMilli()));
  }

  WireWriter put(String field, Long value) {
    if (value == null) {
      json.addNull(field);
    } else {
      json.add(field, value);
    }
    return this;
  }

  WireWriter put(String field, Double value) {
    if (value == null) {
      json.addNull(field);
    } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      json.add(field, value.longValue());
    } else {
      json.add(field, value);
    }
    return this;
  }

  WireWriter put(String field, boolean value) {
    json.add(field, value);
    return this;
  }

  WireWriter put(String field, JsonArrayBuilder value) {
    if (value == null) {
      json.addNull(field);
    } else {
      json.add(field, value);
    }
    return this;
  }

  /** An object inside. */
  WireWriter put(String field, WireWriter inside) {
    json.add(field, inside.json);
    return this;
  }

  /** An object that somebody else wrote; null is left out. */
  WireWriter put(String field, JsonObject value) {
    if (value != null) {
      json.add(field, value);
    }
    return this;
  }

  /** In the order of the names, as with ids. */
  WireWriter putIds(String field, Map<String, UUID> values) {
    var inside = new WireWriter();
    new TreeMap<>(values).forEach(inside::put);
    return put(field, inside);
  }

  /** In the order of the names, as with ids. */
  WireWriter putNumbers(String field, Map<String, Double> values) {
    var inside = new WireWriter();
    new TreeMap<>(values).forEach(inside::put);
    json.add(field, inside.json);
    return this;
  }

  /** In the order of the ids, so that the same is written the same way. */
  WireWriter put(String field, Map<UUID, Long> values) {
    var inside = BUILDERS.createObjectBuilder();
    new TreeMap<>(values).forEach((id, value) -> inside.add(id.toString(), value));
    json.add(field, inside);
    return this;
  }

  JsonObject toJson() {
    return json.build();
  }

  byte[] toBytes() {
    return toJson().toString().getBytes(StandardCharsets.UTF_8);
  }
}
