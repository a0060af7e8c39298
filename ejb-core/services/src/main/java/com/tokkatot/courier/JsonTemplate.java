package com.tokkatot.courier;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;

/**
 * A JSON document with {@code {to}} and {@code {text}} in its texts. Filled value by value and not
 * letter by letter, so that no message can change what the document says.
 */
final class JsonTemplate {

  static final String PLAIN = "{\"to\":\"{to}\",\"text\":\"{text}\"}";

  private final JsonValue document;

  /**
   * @throws Undelivered when the setting is not JSON
   */
  JsonTemplate(String template) throws Undelivered {
    try (var reader = Json.createReader(new StringReader(template))) {
      document = reader.readValue();
    } catch (JsonException e) {
      throw new Undelivered("the setting tokkatot.sms.template is not JSON", e);
    }
  }

  String fill(String to, String text) {
    return filled(document, to, text).toString();
  }

  private static JsonValue filled(JsonValue value, String to, String text) {
    if (value instanceof JsonString words) {
      // The number first: it holds no braces, while a text might.
      return Json.createValue(words.getString().replace("{to}", to).replace("{text}", text));
    }
    if (value instanceof JsonObject object) {
      var filled = Json.createObjectBuilder();
      object.forEach((name, inside) -> filled.add(name, filled(inside, to, text)));
      return filled.build();
    }
    if (value instanceof JsonArray array) {
      var filled = Json.createArrayBuilder();
      array.forEach(inside -> filled.add(filled(inside, to, text)));
      return filled.build();
    }
    return value;
  }
}
