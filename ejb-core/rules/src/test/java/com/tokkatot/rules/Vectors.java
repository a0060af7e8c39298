package com.tokkatot.rules;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;

/** Test cases out of a file of this folder: an array of objects. */
public final class Vectors {

  private Vectors() {}

  /**
   * @param file for example {@code /cron.json}
   */
  public static Stream<JsonObject> of(String file) {
    try (var in = Vectors.class.getResourceAsStream(file);
        var reader = Json.createReader(in)) {
      return reader.readArray().getValuesAs(JsonObject.class).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The texts of an array. */
  public static Stream<String> texts(JsonObject from, String name) {
    return from.getJsonArray(name).stream().map(Vectors::text);
  }

  private static String text(JsonValue value) {
    return ((JsonString) value).getString();
  }
}
