package com.tokkatot.rest.contract;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The document that this build has made, as its readers find it. */
record Document(JsonObject json) {

  private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

  /** One call of the document. */
  record Operation(String method, String path, JsonObject json) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  static Document read() {
    try (var in = new OpenApiResource().document();
        var reader = Json.createReader(in)) {
      return new Document(reader.readObject());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Operation> operations() {
    return json.getJsonObject("paths").entrySet().stream()
        .flatMap(
            path ->
                path.getValue().asJsonObject().entrySet().stream()
                    .filter(entry -> METHODS.contains(entry.getKey()))
                    .map(
                        entry ->
                            new Operation(
                                entry.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                entry.getValue().asJsonObject())))
        .toList();
  }

  JsonObject schemas() {
    return json.getJsonObject("components").getJsonObject("schemas");
  }

  /** The schema itself, where it is only named. */
  JsonObject resolve(JsonObject schema) {
    var name = schema.getString("$ref", null);
    return name == null
        ? schema
        : schemas().getJsonObject(name.substring(name.lastIndexOf('/') + 1));
  }
}
