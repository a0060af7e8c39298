package com.tokkatot.local.journey;

import com.tokkatot.local.FarmPlan;
import com.tokkatot.local.LocalStack;
import com.tokkatot.local.client.Api;
import com.tokkatot.local.client.LiveSocket;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The demo farm as a journey walks it: its owner's phone in one hand, its relays in sight. */
final class Farm {

  static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Slower than the five reads a second a person may do for long. */
  private static final Duration ASKED_EVERY = Duration.ofMillis(250);

  final LocalStack stack;
  final FarmPlan plan;
  final Api api;

  Farm(LocalStack stack) {
    this.stack = stack;
    this.plan = stack.farms().get(0);
    // Signing in is limited by address, and each journey signs in.
    this.api = Api.anonymous(stack.urls().api()).fromNewAddress().signIn(stack.credentials());
  }

  String id() {
    return plan.farmId();
  }

  String device(String kind) {
    return plan.nodes().stream()
        .flatMap(node -> node.devices().stream())
        .filter(device -> device.kind().equals(kind))
        .findFirst()
        .orElseThrow()
        .deviceId();
  }

  LiveSocket watch() {
    return LiveSocket.watching(api, stack.urls().ws(), id(), -1);
  }

  /** Asks and returns the command's id. */
  String ask(String kind, String action) {
    var body =
        Json.createObjectBuilder()
            .add("command_type", action)
            .add("idempotency_key", UUID.randomUUID().toString())
            .build();
    var answer =
        Awaitility.await()
            .atMost(PATIENCE)
            .pollInterval(ASKED_EVERY)
            .until(
                () -> api.post(Api.commands(id(), device(kind)), body.toString()),
                // All journeys are one person, who may give so many orders a minute.
                given -> given.status() != 429);
    if (answer.status() != 202) {
      throw new AssertionError("asking for " + action + " answered " + answer);
    }
    return answer.json().getString("command_id");
  }

  /** What the API says there; waits while all journeys together have read too much. */
  JsonObject read(String path) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(ASKED_EVERY)
        .until(() -> api.get(path), answer -> answer.status() != 429)
        .json();
  }

  String statusOf(String kind, String commandId) {
    return api.get(Api.commands(id(), device(kind)) + "/" + commandId).json().getString("status");
  }

  /** Waits until the cloud knows how the command ended, and returns it. */
  String endOf(String kind, String commandId) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(ASKED_EVERY)
        .ignoreExceptions()
        .until(
            () -> statusOf(kind, commandId),
            status -> !List.of("queued", "sent", "executing").contains(status));
  }

  /** What a device's output was set to, in percent, one after the other since the start. */
  List<String> relayValues(String kind) {
    return relayLines()
        .map(line -> line.split(" "))
        .filter(parts -> parts[1].equals(device(kind)))
        .map(parts -> parts[3])
        .toList();
  }

  /** How often the relays of this farm switched because of this command. */
  long edges(String commandId) {
    return relayLines().filter(line -> line.endsWith(" " + commandId)).count();
  }

  private Stream<String> relayLines() {
    return plan.nodes().stream()
        .map(node -> stack.nodeState(plan, node).resolve("relay.log"))
        .filter(Files::exists)
        .flatMap(
            log -> {
              try {
                return Files.readAllLines(log).stream();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  /** Switches a node off and on; with it its model house begins anew, and all its outputs rest. */
  void startAgain(FarmPlan.NodePlan node) {
    var process = "node-" + plan.number() + "-" + node.number();
    stack.stop(process);
    stack.start(process);
    if (!stack.awaitHealthy(process, PATIENCE)) {
      throw new AssertionError(process + " did not come back");
    }
  }

  /** Switches a device off and waits for it, so that the next order moves a relay. */
  void rest(String kind) {
    endOf(kind, ask(kind, "off"));
  }
}
