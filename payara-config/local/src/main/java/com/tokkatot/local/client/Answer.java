package com.tokkatot.local.client;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;
import java.io.StringReader;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.Map;

/** What the API answered: the status, the body as it came, and the headers. */
public record Answer(int status, String body, HttpHeaders headers) {

  private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

  /** The body as an object. */
  public JsonObject json() {
    return parse(body);
  }

  /** The stable code of an error envelope. */
  public String errorCode() {
    return json().getJsonObject("error").getString("code");
  }

  /** Seconds to wait before asking again; 0 when that is not said. */
  public long retryAfterS() {
    return headers.firstValueAsLong("Retry-After").orElse(0);
  }

  /** Status and body; headers would hide them. */
  @Override
  public String toString() {
    return status + " " + body;
  }

  static Answer of(HttpResponse<String> response) {
    return new Answer(response.statusCode(), response.body(), response.headers());
  }

  /** An answer's or a frame's text as an object. */
  public static JsonObject parse(String text) {
    try (var reader = READERS.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
