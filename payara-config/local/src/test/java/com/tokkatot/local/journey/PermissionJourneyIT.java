package com.tokkatot.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.local.LocalStack;
import com.tokkatot.local.client.Answer;
import com.tokkatot.local.client.Api;
import com.tokkatot.shared.Vault;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every call of the served document, made by everybody, compared with the written table. A call
 * without a row fails. Source: requirements.md 4.
 */
@ExtendWith(RunningStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PermissionJourneyIT {

  private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

  private final PermissionTable table = PermissionTable.read();
  private LocalStack stack;
  private Api nobody;
  private Connection database;
  private Vault vault;

  @BeforeAll
  void connect(LocalStack running) throws IOException, SQLException {
    stack = running;
    nobody = Api.anonymous(running.urls().api());
    database = running.database();
    vault = new Vault(running.vaultKeys(), InstantSource.system());
  }

  @AfterAll
  void close() throws SQLException {
    database.close();
  }

  @TestFactory
  @DisplayName("Everybody gets from each call what the table says (FARM-10)")
  Stream<DynamicTest> everybodyGetsWhatTheTableSays() {
    return calls().stream()
        .map(call -> DynamicTest.dynamicTest(call.name(), () -> everybodyMakes(call)));
  }

  @Test
  @DisplayName("The table has no row for a call that is not served")
  void theTableHasNoRowTooMany() {
    assertThat(table.rows().keySet())
        .containsExactlyInAnyOrderElementsOf(calls().stream().map(Call::name).toList());
  }

  @Test
  @DisplayName("The browsable document loads all it needs from this server")
  void theDocumentIsBrowsable() {
    var page = nobody.get("/../docs");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("script-src 'self'");
    var loaded = Pattern.compile("(?:src|href)=\"(docs/[^\"]+)\"").matcher(page.body());
    var files = new ArrayList<String>();
    while (loaded.find()) {
      files.add(loaded.group(1));
    }
    assertThat(files).hasSize(4);
    assertThat(files).allMatch(file -> nobody.get("/../" + file).status() == 200);
  }

  private record Call(String method, String path, JsonObject json) {

    String name() {
      return method + " " + path;
    }

    List<String> errors() {
      return json.getJsonArray("x-errors").getValuesAs(JsonString.class).stream()
          .map(JsonString::getString)
          .toList();
    }
  }

  private List<Call> calls() {
    var calls = new ArrayList<Call>();
    nobody
        .get("/../openapi.json")
        .json()
        .getJsonObject("paths")
        .forEach(
            (path, item) ->
                item.asJsonObject()
                    .forEach(
                        (method, json) -> {
                          if (METHODS.contains(method)) {
                            calls.add(
                                new Call(
                                    method.toUpperCase(Locale.ROOT), path, json.asJsonObject()));
                          }
                        }));
    assertThat(calls).hasSizeGreaterThan(20);
    return calls;
  }

  private void everybodyMakes(Call call) throws SQLException {
    var cast = Cast.made(database, stack.tokens(), vault);
    var wanted = new ArrayList<String>();
    var got = new ArrayList<String>();
    // Whom it turns away comes first: the owner may delete the farm under the others' feet.
    var callers =
        table.callers().stream()
            .sorted((a, b) -> Boolean.compare(isLetIn(call, a), isLetIn(call, b)))
            .toList();
    for (var caller : callers) {
      var answer = make(call, cast, caller);
      wanted.add(caller + " " + table.expected(call.name(), caller));
      got.add(caller + " " + outcome(call, answer));
      if (answer.status() >= 400 && !answer.body().isEmpty()) {
        assertThat(call.errors())
            .as("%s by %s answered %s", call.name(), caller, answer)
            .contains(answer.errorCode());
      }
    }
    assertThat(got).isEqualTo(wanted);
    if (call.path().contains("{farm}") || call.path().contains("{device}")) {
      assertThat(cast.denials())
          .isEqualTo(wanted.stream().filter(line -> line.endsWith(" 403")).count());
    }
  }

  private boolean isLetIn(Call call, String caller) {
    return "ok".equals(table.expected(call.name(), caller));
  }

  private Answer make(Call call, Cast cast, String caller) {
    var path =
        "/.."
            + PARAMETER
                .matcher(call.path())
                .replaceAll(
                    found ->
                        switch (found.group(1)) {
                          case "farm" -> cast.farmId;
                          case "device" -> cast.deviceId;
                          default -> UUID.randomUUID().toString();
                        });
    // Of an address of one's own: limits are not what is looked at here.
    var api = nobody.fromNewAddress().with(cast.token(caller));
    return switch (call.method()) {
      case "GET" -> api.get(path);
      case "POST" -> api.post(path, "{}");
      case "PUT" -> api.put(path, "{}");
      case "DELETE" -> api.delete(path);
      default -> throw new IllegalStateException("no way to make a " + call.method());
    };
  }

  private String outcome(Call call, Answer answer) {
    if (answer.status() == 429 || answer.status() >= 500) {
      return answer.toString();
    }
    if (answer.status() < 400) {
      return "ok";
    }
    return switch (answer.errorCode()) {
      case "UNAUTHORIZED" -> "401";
      // Without a door it is what the call itself says of the token it was given.
      case "TOKEN_INVALID" -> table.isOpen(call.name()) ? "ok" : "401";
      case "FORBIDDEN" -> "403";
      case "FARM_NOT_FOUND" -> "404";
      case "DEVICE_NOT_FOUND" -> call.path().contains("{farm}") ? "ok" : "404";
      default -> "ok";
    };
  }
}
