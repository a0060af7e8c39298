package com.tokkatot.wire;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Reads one JSON object field by field; each complaint names the field. */
final class WireReader {

  // One factory: looking the provider up costs more than reading a message.
  private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

  private final JsonObject json;

  WireReader(JsonObject json) {
    this.json = json;
  }

  /**
   * @throws WireFormatException if the bytes are too many, not UTF-8 JSON or not an object
   */
  static WireReader of(byte[] payload) {
    return of(payload, Topics.MAX_PAYLOAD_BYTES);
  }

  static WireReader of(byte[] payload, int most) {
    if (payload.length > most) {
      throw new WireFormatException(
          "(message)", "is " + payload.length + " bytes, at most " + most + " are allowed");
    }
    try (var reader =
        READERS.createReader(new ByteArrayInputStream(payload), StandardCharsets.UTF_8)) {
      return new WireReader(reader.readObject());
    } catch (JsonException | ClassCastException e) {
      throw new WireFormatException("(message)", "is not a JSON object");
    }
  }

  boolean has(String field) {
    var value = json.get(field);
    return value != null && value != JsonValue.NULL;
  }

  UUID uuid(String field) {
    return parseUuid(field, text(field));
  }

  UUID uuidOrNull(String field) {
    return has(field) ? uuid(field) : null;
  }

  String text(String field) {
    if (!(required(field) instanceof JsonString)) {
      throw new WireFormatException(field, "must be a text");
    }
    return json.getString(field);
  }

  String textOrNull(String field) {
    return has(field) ? text(field) : null;
  }

  <E extends Enum<E>> E word(String field, Class<E> words) {
    var text = text(field);
    try {
      return Enum.valueOf(words, text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new WireFormatException(field, "does not know '" + text + "'");
    }
  }

  <E extends Enum<E>> E wordOrNull(String field, Class<E> words) {
    return has(field) ? word(field, words) : null;
  }

  long count(String field) {
    var value = whole(field);
    if (value < 0) {
      throw new WireFormatException(field, "must be 0 or more, was " + value);
    }
    return value;
  }

  Long countOrNull(String field) {
    return has(field) ? count(field) : null;
  }

  /** Counts by id; empty when the field is not there. */
  Map<UUID, Long> counts(String field) {
    if (!has(field)) {
      return Map.of();
    }
    var inside = element(field, required(field));
    var counts = new TreeMap<UUID, Long>();
    for (var id : inside.json.keySet()) {
      counts.put(parseUuid(field, id), inside.count(id));
    }
    return counts;
  }

  /** Ids by name; empty when the field is not there. */
  Map<String, UUID> ids(String field) {
    var ids = new TreeMap<String, UUID>();
    if (has(field)) {
      element(field, required(field)).json.forEach((name, id) -> ids.put(name, uuidIn(field, id)));
    }
    return ids;
  }

  /** An object that somebody else reads. */
  JsonObject object(String field) {
    if (required(field) instanceof JsonObject object) {
      return object;
    }
    throw new WireFormatException(field, "must be an object");
  }

  /** An object inside. */
  WireReader inside(String field) {
    return element(field, required(field));
  }

  /** Numbers by name. */
  Map<String, Double> numbers(String field) {
    var inside = element(field, required(field));
    var numbers = new TreeMap<String, Double>();
    for (var name : inside.json.keySet()) {
      numbers.put(name, inside.number(name));
    }
    return numbers;
  }

  Long wholeOrNull(String field) {
    return has(field) ? whole(field) : null;
  }

  double number(String field) {
    if (!(required(field) instanceof JsonNumber number)) {
      throw new WireFormatException(field, "must be a number");
    }
    var value = number.doubleValue();
    if (!Double.isFinite(value)) {
      throw new WireFormatException(field, "must be finite");
    }
    return value;
  }

  Double numberOrNull(String field) {
    return has(field) ? number(field) : null;
  }

  boolean flag(String field) {
    var value = required(field);
    if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
      return value == JsonValue.TRUE;
    }
    throw new WireFormatException(field, "must be true or false");
  }

  boolean flagOrFalse(String field) {
    return has(field) && flag(field);
  }

  Instant instant(String field) {
    return Instant.ofEpochMilli(count(field));
  }

  Instant instantOrNull(String field) {
    return has(field) ? instant(field) : null;
  }

  JsonArray array(String field) {
    if (!(required(field) instanceof JsonArray)) {
      throw new WireFormatException(field, "must be a list");
    }
    return json.getJsonArray(field);
  }

  /** The elements; none when the field is not there. */
  List<JsonValue> elements(String field) {
    return has(field) ? array(field) : List.of();
  }

  List<UUID> uuids(String field) {
    return array(field).stream().map(value -> uuidIn(field, value)).toList();
  }

  List<UUID> uuidsOrNull(String field) {
    return has(field) ? uuids(field) : null;
  }

  private static UUID uuidIn(String field, JsonValue value) {
    if (value instanceof JsonString text) {
      return parseUuid(field, text.getString());
    }
    throw new WireFormatException(field, "must hold ids only");
  }

  static WireReader element(String field, JsonValue value) {
    if (value instanceof JsonObject object) {
      return new WireReader(object);
    }
    throw new WireFormatException(field, "must hold objects only");
  }

  static UUID parseUuid(String field, String text) {
    // UUID.fromString also takes short forms, which would then not be found again as text.
    if (text.length() != 36) {
      throw new WireFormatException(field, "must be a UUID");
    }
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new WireFormatException(field, "must be a UUID");
    }
  }

  private long whole(String field) {
    if (required(field) instanceof JsonNumber number) {
      try {
        return number.longValueExact();
      } catch (ArithmeticException e) {
        throw new WireFormatException(field, "must be a whole number");
      }
    }
    throw new WireFormatException(field, "must be a whole number");
  }

  private JsonValue required(String field) {
    if (!has(field)) {
      throw new WireFormatException(field, "is missing");
    }
    return json.get(field);
  }
}
