package com.tokkatot.live;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;
import java.util.Map;

/** The data of one event; a null is written as {@code null}, so clients see every field. */
public final class EventData {

  // One factory: looking the provider up costs more than building the object.
  private static final JsonBuilderFactory BUILDERS = Json.createBuilderFactory(Map.of());

  private final JsonObjectBuilder json = BUILDERS.createObjectBuilder();

  /** A list to be put into event data. */
  public static JsonArrayBuilder list() {
    return BUILDERS.createArrayBuilder();
  }

  /** Enums become their lower-case name; ids and instants their text. */
  public EventData put(String field, Object value) {
    if (value == null) {
      json.addNull(field);
    } else if (value instanceof Boolean flag) {
      json.add(field, flag);
    } else if (value instanceof Double number) {
      json.add(field, number);
    } else if (value instanceof Long number) {
      json.add(field, number);
    } else if (value instanceof Enum<?> word) {
      json.add(field, word.name().toLowerCase(Locale.ROOT));
    } else if (value instanceof JsonObject object) {
      json.add(field, object);
    } else if (value instanceof JsonArrayBuilder list) {
      json.add(field, list);
    } else {
      json.add(field, value.toString());
    }
    return this;
  }

  /** The finished object. */
  public JsonObject build() {
    return json.build();
  }
}
