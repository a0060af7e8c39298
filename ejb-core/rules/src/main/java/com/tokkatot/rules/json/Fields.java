package com.tokkatot.rules.json;

import com.tokkatot.rules.InvalidRule;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads one JSON object field by field; each complaint names the field with its path. */
final class Fields {

  private static final int LONGEST_TEXT = 200;

  private final JsonObject json;
  private final String path;
  private final boolean strict;
  private final Set<String> asked = new HashSet<>();

  /**
   * @param path where it lies, for example {@code condition.and[1]}; empty: at the top
   * @param strict whether {@link #end} refuses what nobody asked for
   */
  Fields(JsonObject json, String path, boolean strict) {
    this.json = json;
    this.path = path;
    this.strict = strict;
  }

  boolean has(String field) {
    asked.add(field);
    var value = json.get(field);
    return value != null && value != JsonValue.NULL;
  }

  /**
   * To be called when all was read.
   *
   * @throws InvalidRule naming a field that means nothing here, if strict
   */
  void end() {
    if (strict) {
      json.keySet().stream()
          .filter(field -> !asked.contains(field) && json.get(field) != JsonValue.NULL)
          .findFirst()
          .ifPresent(
              field -> {
                throw wrong(field, "means nothing here");
              });
    }
  }

  InvalidRule wrong(String field, String reason) {
    return new InvalidRule(field, reason).under(path);
  }

  /** Makes something of what lies here; its complaints get our path. */
  <T> T made(Supplier<T> maker) {
    try {
      return maker.get();
    } catch (InvalidRule e) {
      throw e.under(path);
    }
  }

  String text(String field) {
    if (!(required(field) instanceof JsonString text)) {
      throw wrong(field, "must be a text");
    }
    if (text.getString().length() > LONGEST_TEXT) {
      throw wrong(field, "is longer than " + LONGEST_TEXT);
    }
    return text.getString();
  }

  UUID uuid(String field) {
    var text = text(field);
    try {
      // It also takes short forms, which would then not be found again as text.
      if (text.length() == 36) {
        return UUID.fromString(text);
      }
    } catch (IllegalArgumentException e) {
      throw wrong(field, "must be a UUID");
    }
    throw wrong(field, "must be a UUID");
  }

  /**
   * @param what how it must look, for people
   */
  <T> T time(String field, Function<String, T> parser, String what) {
    try {
      return parser.apply(text(field));
    } catch (DateTimeException e) {
      throw wrong(field, "must be " + what);
    }
  }

  double number(String field) {
    if (required(field) instanceof JsonNumber number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    throw wrong(field, "must be a number");
  }

  /** False when it is not there. */
  boolean flag(String field) {
    if (!has(field)) {
      return false;
    }
    var value = required(field);
    if (value != JsonValue.TRUE && value != JsonValue.FALSE) {
      throw wrong(field, "must be true or false");
    }
    return value == JsonValue.TRUE;
  }

  int whole(String field) {
    if (required(field) instanceof JsonNumber number) {
      try {
        return number.intValueExact();
      } catch (ArithmeticException e) {
        throw wrong(field, "must be a whole number of usual size");
      }
    }
    throw wrong(field, "must be a whole number");
  }

  int wholeOr(String field, int usual) {
    return has(field) ? whole(field) : usual;
  }

  Duration seconds(String field) {
    return Duration.ofSeconds(whole(field));
  }

  Duration secondsOr(String field, Duration usual) {
    return has(field) ? seconds(field) : usual;
  }

  /** The texts of a list. */
  List<String> texts(String field) {
    var texts = new ArrayList<String>();
    for (var value : list(field)) {
      if (!(value instanceof JsonString text)) {
        throw wrong("%s[%d]".formatted(field, texts.size()), "must be a text");
      }
      texts.add(text.getString());
    }
    return texts;
  }

  /** What each object of a list is. */
  <T> List<T> each(String field, int most, Function<Fields, T> reader) {
    var values = list(field);
    if (values.size() > most) {
      throw wrong(field, "has more than " + most);
    }
    var things = new ArrayList<T>();
    for (var value : values) {
      things.add(reader.apply(inside("%s[%d]".formatted(field, things.size()), value)));
    }
    return things;
  }

  /** The object that a field is. */
  Fields inside(String field) {
    return inside(field, required(field));
  }

  private Fields inside(String field, JsonValue value) {
    if (value instanceof JsonObject object) {
      return new Fields(object, path.isEmpty() ? field : path + "." + field, strict);
    }
    throw wrong(field, "must be an object");
  }

  private JsonArray list(String field) {
    if (required(field) instanceof JsonArray list) {
      return list;
    }
    throw wrong(field, "must be a list");
  }

  private JsonValue required(String field) {
    if (!has(field)) {
      throw wrong(field, "is missing");
    }
    return json.get(field);
  }
}
