package com.tokkatot.rules.json;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Puts something at a random place of a document that does not belong there. */
final class Damage {

  private static final List<JsonValue> THINGS =
      List.of(
          JsonValue.NULL,
          JsonValue.TRUE,
          JsonValue.EMPTY_JSON_OBJECT,
          JsonValue.EMPTY_JSON_ARRAY,
          Json.createValue(-1),
          Json.createValue(0),
          Json.createValue(101),
          Json.createValue(Long.MAX_VALUE),
          Json.createValue(new BigDecimal("1e400")),
          Json.createValue(0.5),
          Json.createValue(""),
          Json.createValue("x".repeat(300)),
          Json.createValue("99:99"),
          Json.createValue("+1000000000-01-01T00:00:00Z"));

  private Damage() {}

  static JsonValue of(JsonObject json, Random random) {
    var field = new ArrayList<>(json.keySet()).get(random.nextInt(json.size()));
    var value = json.get(field);
    var damaged = random.nextInt(3) == 0 ? thing(random) : inside(value, random);
    return Json.createObjectBuilder(json).add(field, damaged).build();
  }

  private static JsonValue inside(JsonValue value, Random random) {
    if (value instanceof JsonObject object && !object.isEmpty()) {
      return of(object, random);
    }
    if (value instanceof JsonArray array && !array.isEmpty()) {
      var place = random.nextInt(array.size());
      return Json.createArrayBuilder(array).set(place, inside(array.get(place), random)).build();
    }
    return thing(random);
  }

  private static JsonValue thing(Random random) {
    return THINGS.get(random.nextInt(THINGS.size()));
  }
}
