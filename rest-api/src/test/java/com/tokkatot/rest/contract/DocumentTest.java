package com.tokkatot.rest.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.rest.contract.Document.Operation;
import com.tokkatot.rest.shared.ErrorCode;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentTest {

  private final Document document = Document.read();

  @Test
  void everyCallIsInIt() {
    assertThat(document.operations())
        .extracting(operation -> operation.json().getString("operationId"))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            ResourceMethods.all().stream()
                .filter(method -> method.getDeclaringClass() != DocsResource.class)
                .map(method -> new Call(method).name())
                .toList());
  }

  @Test
  void everyCallSaysWhatItDoesAndWhoMayMakeIt() {
    assertThat(document.operations())
        .allSatisfy(
            operation -> {
              assertThat(operation.json().getString("summary")).isNotBlank();
              assertThat(operation.json().getString("x-permission")).isNotBlank();
              assertThat(operation.json().getString("description"))
                  .containsAnyOf("Needs", "Open to all", "For everybody who is signed in");
              assertThat(operation.json().containsKey("security"))
                  .isEqualTo(!operation.json().getString("x-permission").equals("NONE"));
            });
  }

  @Test
  void everyBodyHasASchemaAndAnExampleThatFitsIt() {
    assertThat(document.operations())
        .filteredOn(operation -> takesBody(operation) && !isBinary(operation))
        .isNotEmpty()
        .allSatisfy(
            operation -> {
              var body = json(operation.json().getJsonObject("requestBody"));
              assertThat(body).as("%s has no body in the document", operation).isNotNull();
              var schema = document.resolve(body.getJsonObject("schema"));
              assertThat(schema.get("example")).as("example of %s", operation).isNotNull();
              fits(schema, schema.get("example"));
            });
  }

  @Test
  void onlyAHubsJournalAnImageAndPicturesAreNoJson() {
    assertThat(document.operations())
        .filteredOn(operation -> isBinary(operation))
        .flatExtracting(
            operation ->
                operation.json().getJsonObject("requestBody").getJsonObject("content").keySet())
        .containsExactlyInAnyOrder(
            "application/vnd.tokkatot.journal",
            "application/octet-stream",
            "image/jpeg",
            "image/jpeg");
  }

  @Test
  void everyAnswerWithABodyHasASchema() {
    assertThat(document.operations())
        .allSatisfy(
            operation -> {
              var responses = operation.json().getJsonObject("responses");
              assertThat(responses.keySet()).anyMatch(status -> status.startsWith("2"));
              assertThat(responses)
                  .allSatisfy(
                      (status, response) -> {
                        var body = json(response.asJsonObject());
                        if (!status.equals("204")
                            && !isFile(response.asJsonObject())
                            && !isTable(response.asJsonObject())) {
                          assertThat(body).as("%s %s", operation, status).isNotNull();
                          assertThat(body.getJsonObject("schema")).isNotNull();
                        }
                      });
            });
  }

  @Test
  void onlyExportsAreTables() {
    assertThat(document.operations())
        .filteredOn(
            operation -> {
              var good = operation.json().getJsonObject("responses").getJsonObject("200");
              return good != null && isTable(good);
            })
        .extracting(operation -> operation.json().getString("operationId"))
        .containsExactlyInAnyOrder(
            "executions.export", "exportPlans.download", "farmReports.export");
  }

  @Test
  void everyFieldIsInSnakeCase() {
    assertThat(document.schemas())
        .hasSizeGreaterThan(20)
        .allSatisfy(
            (name, schema) ->
                assertThat(schema.asJsonObject().getJsonObject("properties").keySet())
                    .as(name)
                    .allMatch(field -> field.matches("[a-z][a-z0-9_]*")));
  }

  @Test
  void everyErrorIsInTheEnvelopeAndItsCodeIsInTheReadMe() throws IOException {
    var readMe = Files.readString(java.nio.file.Path.of("README.md"));

    assertThat(ErrorCode.values())
        .allSatisfy(
            code -> {
              assertThat(readMe).contains("`" + code + "`");
              assertThat(readMe.lines().filter(line -> line.contains("`" + code + "`")))
                  .anyMatch(line -> line.contains("| " + code.status() + " |"));
            });
    for (var operation : document.operations()) {
      for (var code : operation.json().getJsonArray("x-errors").getValuesAs(JsonString.class)) {
        var status = ErrorCode.valueOf(code.getString()).status();
        var response =
            operation.json().getJsonObject("responses").getJsonObject(Integer.toString(status));
        assertThat(response.getString("description")).contains(code.getString());
        assertThat(json(response).getJsonObject("schema").getString("$ref")).endsWith("/Error");
      }
    }
  }

  private static boolean isBinary(Operation operation) {
    var body = operation.json().getJsonObject("requestBody");
    return body != null && body.containsKey("content") && json(body) == null;
  }

  private static boolean isFile(JsonObject response) {
    return has(response, "application/octet-stream") || has(response, "image/jpeg");
  }

  private boolean takesBody(Operation operation) {
    return ResourceMethods.all().stream()
        .filter(method -> new Call(method).name().equals(operation.json().getString("operationId")))
        .anyMatch(method -> new Call(method).takesBody());
  }

  private void fits(JsonObject schema, JsonValue example) {
    var fields = schema.getJsonObject("properties");
    var given = example.asJsonObject();
    assertThat(fields.keySet()).containsAll(given.keySet());
    var required = new HashSet<String>();
    if (schema.containsKey("required")) {
      schema
          .getJsonArray("required")
          .getValuesAs(JsonString.class)
          .forEach(name -> required.add(name.getString()));
    }
    assertThat(List.copyOf(required)).isSubsetOf(fields.keySet());
    given.forEach(
        (name, value) -> {
          if (value.getValueType() == JsonValue.ValueType.OBJECT) {
            fits(document.resolve(fields.getJsonObject(name)), value);
          }
        });
  }

  private static boolean isTable(JsonObject response) {
    return has(response, "text/csv");
  }

  private static boolean has(JsonObject response, String type) {
    return response.containsKey("content") && response.getJsonObject("content").containsKey(type);
  }

  private static JsonObject json(JsonObject holder) {
    return holder == null || !holder.containsKey("content")
        ? null
        : holder.getJsonObject("content").getJsonObject("application/json");
  }
}
