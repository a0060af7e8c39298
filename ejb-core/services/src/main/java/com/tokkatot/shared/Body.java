package com.tokkatot.shared;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** Reads what a client sent field by field; every complaint names the field. */
public final class Body {

  private final JsonObject json;
  private final String path;

  private Body(JsonObject json, String path) {
    this.json = json;
    this.path = path;
  }

  /**
   * Takes any JSON value, because the container would answer a list with an error page of its own.
   *
   * @throws Invalid if there is no body or it is not an object
   */
  public static Body of(JsonValue json) {
    if (json == null) {
      throw new Invalid("(body)", "is missing");
    }
    if (!(json instanceof JsonObject object)) {
      throw new Invalid("(body)", "must be a JSON object");
    }
    return new Body(object, "");
  }

  /**
   * For calls that may come without a body.
   *
   * @param text the body as it came; nothing is an empty object
   * @throws JsonException if it is not JSON
   */
  public static Body orEmpty(String text) {
    if (text == null || text.isBlank()) {
      return new Body(JsonValue.EMPTY_JSON_OBJECT, "");
    }
    try (var reader = Json.createReader(new StringReader(text))) {
      return of(reader.readValue());
    }
  }

  /** The whole, for whoever reads it in a way of its own. */
  public JsonObject json() {
    return json;
  }

  /** These of its fields that are there and not null, and no other. */
  public JsonObject only(String... fields) {
    var some = Json.createObjectBuilder();
    for (var field : fields) {
      if (has(field)) {
        some.add(field, json.get(field));
      }
    }
    return some.build();
  }

  /** A complaint about one of its fields. */
  public Invalid wrong(String field, String problem) {
    return new Invalid(path + field, problem);
  }

  /** Whether the field is there and not null. */
  public boolean has(String field) {
    var value = json.get(field);
    return value != null && value != JsonValue.NULL;
  }

  /**
   * @throws Invalid if it is missing, not a text, empty or longer than {@code maxLength}
   */
  public String text(String field, int maxLength) {
    if (!has(field)) {
      throw new Invalid(path + field, "is missing");
    }
    if (!(json.get(field) instanceof JsonString text)) {
      throw new Invalid(path + field, "must be a text");
    }
    if (text.getString().isBlank() || text.getString().length() > maxLength) {
      throw new Invalid(path + field, "must have 1 to " + maxLength + " characters");
    }
    return text.getString();
  }

  /** What is there, if only to say null. */
  public Set<String> fields() {
    return Set.copyOf(json.keySet());
  }

  /** Whether the field is there, if only to say null. */
  public boolean mentions(String field) {
    return json.containsKey(field);
  }

  /** Null when it is not there. */
  public String textOrNull(String field, int maxLength) {
    return has(field) ? text(field, maxLength) : null;
  }

  public boolean flagOr(String field, boolean otherwise) {
    if (!has(field)) {
      return otherwise;
    }
    var value = json.get(field);
    if (value != JsonValue.TRUE && value != JsonValue.FALSE) {
      throw new Invalid(path + field, "must be true or false");
    }
    return value == JsonValue.TRUE;
  }

  public Double numberOrNull(String field) {
    if (!has(field)) {
      return null;
    }
    if (!(json.get(field) instanceof JsonNumber number)) {
      throw new Invalid(path + field, "must be a number");
    }
    return number.doubleValue();
  }

  public Long wholeOrNull(String field) {
    if (!has(field)) {
      return null;
    }
    if (json.get(field) instanceof JsonNumber number && number.isIntegral()) {
      try {
        return number.longValueExact();
      } catch (ArithmeticException e) {
        throw new Invalid(path + field, "is too large");
      }
    }
    throw new Invalid(path + field, "must be a whole number");
  }

  public Instant instantOrNull(String field) {
    return has(field) ? Words.instantOrNull(path + field, text(field, 40)) : null;
  }

  /**
   * @throws Invalid if it is missing or no id
   */
  public UUID id(String field) {
    return Ids.parse(path + field, text(field, 64));
  }

  public UUID idOrNull(String field) {
    return has(field) ? id(field) : null;
  }

  /**
   * A list of ids; empty when it is not there.
   *
   * @throws Invalid if there are more than {@code most}, or one is none
   */
  public List<UUID> ids(String field, int most) {
    return list(field, most).stream()
        .map(
            value -> {
              if (value instanceof JsonString text) {
                return Ids.parse(path + field, text.getString());
              }
              throw new Invalid(path + field, "must hold ids only");
            })
        .toList();
  }

  /**
   * A list of whole numbers; empty when it is not there.
   *
   * @throws Invalid if there are more than {@code most}, or one is none
   */
  public List<Long> wholes(String field, int most) {
    return list(field, most).stream()
        .map(
            value -> {
              if (value instanceof JsonNumber number && number.isIntegral()) {
                return number.longValue();
              }
              throw new Invalid(path + field, "must hold whole numbers only");
            })
        .toList();
  }

  /**
   * A list of objects; empty when it is not there.
   *
   * @throws Invalid if there are more than {@code most}, or one is none
   */
  public List<Body> each(String field, int most) {
    var bodies = new ArrayList<Body>();
    for (var value : list(field, most)) {
      var place = path + field + "[" + bodies.size() + "]";
      if (!(value instanceof JsonObject object)) {
        throw new Invalid(place, "must be an object");
      }
      bodies.add(new Body(object, place + "."));
    }
    return bodies;
  }

  private List<JsonValue> list(String field, int most) {
    if (!has(field)) {
      return List.of();
    }
    if (!(json.get(field) instanceof JsonArray list)) {
      throw new Invalid(path + field, "must be a list");
    }
    if (list.size() > most) {
      throw new Invalid(path + field, "must be at most " + most);
    }
    return list;
  }

  public <E extends Enum<E>> E word(String field, Class<E> words) {
    var text = text(field, 40);
    try {
      return Enum.valueOf(words, text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new Invalid(path + field, "does not know '" + text + "'");
    }
  }

  public <E extends Enum<E>> E wordOr(String field, Class<E> words, E otherwise) {
    return has(field) ? word(field, words) : otherwise;
  }

  /** An object inside; an empty one when it is not there. */
  public Body inside(String field) {
    if (!has(field)) {
      return new Body(JsonValue.EMPTY_JSON_OBJECT, path + field + ".");
    }
    if (!(json.get(field) instanceof JsonObject object)) {
      throw new Invalid(path + field, "must be an object");
    }
    return new Body(object, path + field + ".");
  }
}
