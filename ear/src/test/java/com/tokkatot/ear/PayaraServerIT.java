package com.tokkatot.ear;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.local.FarmPlan;
import com.tokkatot.local.LocalStack;
import com.tokkatot.local.StackOptions;
import com.tokkatot.local.client.Api;
import com.tokkatot.local.client.LiveSocket;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
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
    try {
      var settings = new HashMap<>(stack.cloudSettings());
      settings.put("tokkatot.node.name", "server-1");
      settings.put("jakarta.json.provider", "org.eclipse.parsson.JsonProviderImpl");
      server = PayaraServer.start(settings, Path.of("target", "tokkatot.ear").toAbsolutePath());
      onServer = Api.anonymous(server.api()).signIn(stack.credentials());
      onMicro = Api.anonymous(stack.urls().api()).signIn(stack.credentials());
    } catch (RuntimeException | Error e) {
      stack.close();
      throw e;
    }
  }

  @AfterAll
  static void stopBoth() {
    if (server != null) {
      server.close();
    }
    stack.close();
  }

  @Test
  @Order(1)
  @DisplayName("A token of one node is good on the other")
  void aTokenOfOneNodeIsGoodOnTheOther() {
    assertThat(onServer.with(onMicro.token()).firstFarm()).isEqualTo(farm().farmId());
    assertThat(onMicro.with(onServer.token()).firstFarm()).isEqualTo(farm().farmId());
  }

  @Test
  @Order(2)
  @DisplayName("The URLs and the error envelope are the same on both")
  void theUrlsAndTheErrorsAreTheSame() {
    var path = Api.commands(farm().farmId(), UUID.randomUUID().toString());

    for (var api : new Api[] {onServer, onMicro}) {
      assertThat(api.get("/nothing").errorCode()).isEqualTo("NOT_FOUND");
      assertThat(api.post(path, "{\"command_type\":\"on\"}").errorCode())
          .isEqualTo("DEVICE_NOT_FOUND");
      assertThat(api.get("/../docs").body()).contains("Tokkatot API");
      assertThat(api.get("/../..").body()).contains("<!doctype html>");
      assertThat(api.get("/../../devices").body()).contains("<!doctype html>");
    }
  }

  @Test
  @Order(3)
  @DisplayName("A command posted on one node is heard on the other's socket, both ways")
  void eachNodeHearsTheOther() {
    assertThat(endOfCommand(onMicro, onServer, server.ws())).isEqualTo("completed");
    assertThat(endOfCommand(onServer, onMicro, stack.urls().ws())).isEqualTo("completed");
  }

  @Test
  @Order(4)
  @DisplayName(
      "With Micro gone the EAR does it alone: embedded adapter, and events across its wars")
  void theEarDoesItAlone() {
    stack.stop("cloud");

    assertThat(endOfCommand(onServer, onServer, server.ws())).isEqualTo("completed");
  }

  /** Posts on one node and waits on the other's socket; the relay must have moved once. */
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
        .flatMap(
            log -> {
              try {
                return Files.readAllLines(log).stream();
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            })
        .filter(line -> line.endsWith(" " + command))
        .count();
  }

  private static FarmPlan farm() {
    return stack.farms().get(0);
  }
}
