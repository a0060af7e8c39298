package com.tokkatot.local.client;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;
import java.io.StringReader;
import java.util.Map;

/** What the API answered: the status and the body as it came. */
public record Answer(int status, String body) {

  private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

  /** The body as an object. */
  public JsonObject json() {
    return parse(body);
  }

  /** The stable code of an error envelope. */
  public String errorCode() {
    return json().getJsonObject("error").getString("code");
  }

  static JsonObject parse(String text) {
    try (var reader = READERS.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
