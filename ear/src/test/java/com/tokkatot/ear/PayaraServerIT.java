package com.tokkatot.ear;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.local.FarmPlan;
import com.tokkatot.local.LocalStack;
import com.tokkatot.local.StackOptions;
import com.tokkatot.local.client.Api;
import com.tokkatot.local.client.LiveSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The EAR on Payara Server as a second application node beside Payara Micro: same database, Redis,
 * broker and farm. Ordered, because the last test takes Micro away.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PayaraServerIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static Map<String, String> settings;
  private static LocalStack stack;
  private static PayaraServer server;
  private static Api onServer;
  private static Api onMicro;

  @BeforeAll
  static void startBoth() throws IOException {
    var root = Path.of("..").toAbsolutePath().normalize();
    var data = Path.of("target", "stack").toAbsolutePath();
    Files.createDirectories(data);
    stack =
        LocalStack.start(
            StackOptions.of(root)
                .withData(data)
                .withCache(root.resolve(".tokkatot"))
                .withPortBase(Math.min(PayaraServer.freePort(), 65_000))
                .withFresh(true),
            System.out);
    settings = new HashMap<>(stack.cloudSettings());
    settings.put("tokkatot.node.name", "server-1");
    settings.put("jakarta.json.provider", "org.eclipse.parsson.JsonProviderImpl");
    server = PayaraServer.start(settings, Path.of("target", "tokkatot.ear").toAbsolutePath());
    onServer = Api.anonymous(server.api()).signIn(stack.credentials());
    onMicro = Api.anonymous(stack.urls().api()).signIn(stack.credentials());
  }

  // Runs as well when not everything was started.
  @AfterAll
  static void stopBoth() {
    try {
      if (server != null) {
        server.close();
      }
    } finally {
      if (stack != null) {
        stack.close();
      }
    }
  }

  @Test
  @Order(1)
  void aTokenOfEachNodeIsGoodOnTheOther() {
    assertThat(onServer.firstFarm()).isEqualTo(farm().farmId());
    assertThat(onServer.with(onMicro.token()).firstFarm()).isEqualTo(farm().farmId());
    assertThat(onMicro.with(onServer.token()).firstFarm()).isEqualTo(farm().farmId());
  }

  @Test
  @Order(1)
  void signingOutOnOneNodeEndsTheTokenOnTheOther() {
    var leaving = Api.anonymous(server.api()).signIn(stack.credentials());

    assertThat(leaving.post("/auth/logout", "{}").status()).isEqualTo(204);

    var after = onMicro.with(leaving.token()).get("/users/me");
    assertThat(after.status()).as(after.body()).isEqualTo(401);
  }

  @Test
  @Order(1)
  void urlsAndErrorEnvelopesAreTheSameOnBoth() {
    var commands = Api.commands(farm().farmId(), UUID.randomUUID().toString());

    for (var node : List.of(onServer, onMicro)) {
      assertThat(node.get("/nothing").status()).isEqualTo(404);
      assertThat(node.get("/nothing").errorCode()).isEqualTo("NOT_FOUND");
      assertThat(node.get("/nothing").json().getJsonObject("error"))
          .containsOnlyKeys("code", "message", "details", "timestamp", "request_id");
      assertThat(node.post(commands, "{\"command_type\":\"on\"}").errorCode())
          .isEqualTo("DEVICE_NOT_FOUND");
      assertThat(node.post(commands, "not json").errorCode()).isEqualTo("INVALID_INPUT");
      assertThat(node.get("/../docs").body()).contains("Tokkatot API");
      assertThat(node.get("/../docs/swagger-ui-bundle.js").body()).contains("SwaggerUIBundle");
      assertThat(node.get("/../openapi.json").json().getJsonObject("paths"))
          .containsKey("/v1/farms/{farm}");
    }
  }

  @Test
  @Order(1)
  void thePageAndItsDeepLinksAreBesideTheApi() {
    for (var node : List.of(onServer, onMicro)) {
      assertThat(node.get("/../..").body()).contains("<!doctype html>");
      assertThat(node.get("/../../devices").body()).contains("<!doctype html>");
      assertThat(node.get("/../../api/v2/farms").body()).doesNotContain("<!doctype html>");
      assertThat(node.get("/../../ws/nothing").body()).doesNotContain("<!doctype html>");
    }
  }

  @Test
  @Order(1)
  void keysAndTheDocumentAreTheSameOnBoth() {
    for (var path : List.of("/../../.well-known/jwks.json", "/../openapi.json", "/../version")) {
      var answer = onServer.get(path);
      assertThat(answer.status()).as(path).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(onMicro.get(path).body());
    }
    assertThat(onServer.get("/../../.well-known/jwks.json").json().getJsonArray("keys")).hasSize(1);
  }

  @Test
  @Order(1)
  void theServerListensOnLoopbackOnlyAndShowsNoPassword() throws IOException {
    assertThat(server.listeners())
        .isNotEmpty()
        .extracting(InetSocketAddress::getAddress)
        .allMatch(address -> address.isLoopbackAddress());
    assertThat(server.commandLine())
        .contains("ASMain")
        .doesNotContain(settings.get("tokkatot.db.password"), settings.get("tokkatot.redis.uri"));
  }

  @Test
  @Order(2)
  void aCommandOnPayaraServerMovesTheRelayAndItsSocketHearsTheEnd() {
    assertThat(endOfCommand(onServer, onServer, server.ws())).isEqualTo("completed");
  }

  @Test
  @Order(2)
  void aCommandOnMicroIsHeardOnPayaraServer() {
    assertThat(endOfCommand(onMicro, onServer, server.ws())).isEqualTo("completed");
  }

  @Test
  @Order(2)
  void aCommandOnPayaraServerIsHeardOnMicro() {
    assertThat(endOfCommand(onServer, onMicro, stack.urls().ws())).isEqualTo("completed");
  }

  /** Only the embedded adapter can take the status, and only Redis joins the wars of the EAR. */
  @Test
  @Order(3)
  void withMicroGoneTheEarDoesItAlone() {
    stack.stop("cloud");

    assertThat(endOfCommand(onServer, onServer, server.ws())).isEqualTo("completed");
    assertThat(endOfCommand(onServer, onServer, server.ws())).isEqualTo("completed");
  }

  /** Posts on one node and waits on a socket; the relay must have moved once. */
  private static String endOfCommand(Api posting, Api hearing, URI socket) {
    var light = posting.device(farm().farmId(), "light");
    var action = light.getString("state").equals("on") ? "off" : "on";
    try (var phone = LiveSocket.watching(hearing, socket, farm().farmId(), -1)) {
      var answer =
          posting.post(
              Api.commands(farm().farmId(), light.getString("id")),
              "{\"command_type\":\"" + action + "\"}");
      assertThat(answer.status()).as(answer.body()).isEqualTo(202);
      var command = answer.json().getString("command_id");
      var end = phone.awaitEnd(command, PATIENCE);
      assertThat(edges(command)).isEqualTo(1);
      return end.data().getString("status");
    }
  }

  private static long edges(String command) {
    return farm().nodes().stream()
        .map(node -> stack.nodeState(farm(), node).resolve("relay.log"))
        .filter(Files::exists)
        .flatMap(log -> lines(log).stream())
        .filter(line -> line.endsWith(" " + command))
        .count();
  }

  private static List<String> lines(Path log) {
    try {
      return Files.readAllLines(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FarmPlan farm() {
    return stack.farms().get(0);
  }
}
