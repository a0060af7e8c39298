package com.tokkatot.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.local.LocalStack;
import com.tokkatot.local.client.Api;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From a thumb, and from the button in the coop, to every relay that moves or heats. */
@ExtendWith(RunningStack.class)
class StopJourneyIT {

  private static final List<String> RUNNING = List.of("pump", "fan", "heater", "conveyor");
  private static final Duration RESTART = Duration.ofSeconds(60);
  private static final Duration CLOUD = Duration.ofSeconds(120);

  private Farm farm;

  @BeforeEach
  void run(LocalStack stack) {
    farm = new Farm(stack);
    // A house as it was built: after other journeys its tank may be full, and then the pump ends
    // within seconds by its own rule; after a warm hour the heater does.
    farm.plan.nodes().forEach(node -> farm.startAgain(node));
    RUNNING.forEach(
        kind -> assertThat(farm.endOf(kind, farm.ask(kind, "on"))).isEqualTo("completed"));
  }

  @AfterEach
  void letGo() throws IOException {
    for (var node : farm.plan.nodes()) {
      Files.deleteIfExists(farm.stack.nodeState(farm.plan, node).resolve("button"));
      Files.deleteIfExists(farm.stack.nodeState(farm.plan, node).resolve("wire"));
    }
    farm.api.delete(path());
    awaitStops(0);
    RUNNING.forEach(farm::rest);
  }

  @Test
  @DisplayName("One call stops everything that moves or heats in under a second")
  void oneCallStopsEverything() {
    var pressed = Instant.now();

    var answer = farm.api.post(path(), "{\"reason\":\"smoke\"}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().getInt("stopped_devices")).isEqualTo(5);
    Awaitility.await().atMost(Farm.PATIENCE).until(() -> RUNNING.stream().allMatch(this::isOff));
    for (var kind : RUNNING) {
      assertThat(last(kind)).contains(" off 0 emergency_stop ");
      var took =
          Duration.between(pressed, Instant.ofEpochMilli(Long.parseLong(last(kind).split(" ")[0])));
      assertThat(took).as(kind).isLessThan(Duration.ofSeconds(1));
    }
    awaitState("held");
    var refused =
        farm.api.post(Api.commands(farm.id(), farm.device("pump")), "{\"command_type\":\"on\"}");
    assertThat(refused.errorCode()).isEqualTo("EMERGENCY_STOP_ACTIVE");
    assertThat(farm.endOf("light", farm.ask("light", "on"))).isEqualTo("completed");

    farm.api.delete(path());

    awaitStops(0);
    assertThat(isOff("pump")).isTrue();
    Awaitility.await().atMost(Farm.PATIENCE).until(() -> !isOff("fan"));
    assertThat(farm.endOf("pump", farm.ask("pump", "on"))).isEqualTo("completed");
  }

  @Test
  @DisplayName("A node that was away stops when it comes back")
  void aNodeThatWasAwayStops() {
    var away = "node-0-" + farm.plan.nodes().get(0).number();
    farm.stack.stop(away);
    farm.api.post(path(), "{}");
    awaitState("held");

    farm.stack.start(away);

    assertThat(farm.stack.awaitHealthy(away, RESTART)).isTrue();
    Awaitility.await()
        .atMost(Farm.PATIENCE)
        .untilAsserted(
            () -> assertThat(log(away)).anyMatch(line -> line.contains("emergency stop (1)")));
    assertThat(isOff("pump")).isTrue();
    assertThat(isOff("conveyor")).isTrue();
  }

  @Test
  @DisplayName("The button in the coop stops the farm, fans stay off, and only the button lets go")
  void theButtonStopsTheFarm() throws IOException {
    var button = farm.stack.nodeState(farm.plan, farm.plan.nodes().get(0)).resolve("button");

    Files.createFile(button);

    Awaitility.await().atMost(Farm.PATIENCE).until(() -> RUNNING.stream().allMatch(this::isOff));
    var stop = awaitState("held");
    assertThat(stop.getString("origin")).isEqualTo("button");
    farm.api.delete(path());
    assertThat(stops()).hasSize(1);

    Files.delete(button);

    awaitStops(0);
    assertThat(isOff("fan")).isTrue();
  }

  @Test
  @DisplayName("The button works while the cloud is away, and the cloud knows when it is back")
  void theButtonNeedsNoCloud() throws IOException {
    var button = farm.stack.nodeState(farm.plan, farm.plan.nodes().get(0)).resolve("button");
    farm.stack.stop("cloud");
    var before = Instant.now();
    try {
      Files.createFile(button);
      Awaitility.await().atMost(Farm.PATIENCE).until(() -> RUNNING.stream().allMatch(this::isOff));
      for (var kind : RUNNING) {
        assertThat(last(kind)).contains(" off 0 emergency_stop ");
      }
    } finally {
      farm.stack.start("cloud");
      assertThat(farm.stack.awaitHealthy("cloud", CLOUD)).isTrue();
    }
    var back = Instant.now();

    var stop = awaitState("held");
    assertThat(stop.getString("origin")).isEqualTo("button");
    assertThat(Instant.parse(stop.getString("since"))).isBetween(before, back);
    var refused =
        farm.api.post(Api.commands(farm.id(), farm.device("pump")), "{\"command_type\":\"on\"}");
    assertThat(refused.errorCode()).isEqualTo("EMERGENCY_STOP_ACTIVE");

    Files.delete(button);

    awaitStops(0);
    assertThat(farm.endOf("pump", farm.ask("pump", "on"))).isEqualTo("completed");
  }

  @Test
  @DisplayName("A broken wire stops the conveyor and no fan, and says which board it is")
  void aBrokenWireIsAnAlarm() throws IOException {
    var barn = farm.plan.nodes().get(0);
    var wire = farm.stack.nodeState(farm.plan, barn).resolve("wire");

    Files.createFile(wire);

    Awaitility.await().atMost(Farm.PATIENCE).until(() -> isOff("conveyor"));
    assertThat(last("conveyor")).contains(" off 0 emergency_stop ");
    var alert = awaitWireAlerts(1).get(0);
    assertThat(alert.getString("node_id")).isEqualTo(barn.nodeId());
    assertThat(alert.getString("severity")).isEqualTo("critical");
    assertThat(isOff("fan")).isFalse();
    assertThat(isOff("pump")).isFalse();
    assertThat(farm.endOf("conveyor", farm.ask("conveyor", "on"))).isEqualTo("failed");

    Files.delete(wire);

    awaitWireAlerts(0);
    assertThat(farm.endOf("conveyor", farm.ask("conveyor", "on"))).isEqualTo("completed");
  }

  private List<JsonObject> awaitWireAlerts(int count) {
    return Awaitility.await()
        .atMost(Farm.PATIENCE)
        .pollInterval(Duration.ofMillis(250))
        .until(
            () ->
                farm.read("/farms/" + farm.id() + "/alerts").getJsonArray("alerts").stream()
                    .map(JsonValue::asJsonObject)
                    .filter(alert -> alert.getString("type").equals("wire_broken"))
                    .filter(alert -> alert.isNull("resolved_at"))
                    .toList(),
            alerts -> alerts.size() == count);
  }

  private String path() {
    return "/farms/" + farm.id() + "/emergency-stop";
  }

  private List<JsonObject> stops() {
    return farm.api.get(path()).json().getJsonArray("stops").getValuesAs(JsonObject.class);
  }

  private void awaitStops(int count) {
    Awaitility.await()
        .atMost(Farm.PATIENCE)
        .pollInterval(Duration.ofMillis(250))
        .until(() -> stops().size() == count);
  }

  private JsonObject awaitState(String state) {
    return Awaitility.await()
        .atMost(Farm.PATIENCE)
        .pollInterval(Duration.ofMillis(250))
        .until(() -> stops().get(0), stop -> stop.getString("state").equals(state));
  }

  private boolean isOff(String kind) {
    return last(kind).contains(" off ");
  }

  /** The newest movement of the relay of that kind. */
  private String last(String kind) {
    Map<String, String> newest = new HashMap<>();
    farm.plan.nodes().stream()
        .map(node -> farm.stack.nodeState(farm.plan, node).resolve("relay.log"))
        .filter(Files::exists)
        .flatMap(file -> lines(file).stream())
        .forEach(line -> newest.put(line.split(" ")[1], line));
    return newest.get(farm.device(kind));
  }

  private List<String> log(String process) {
    return lines(farm.stack.hubState().resolveSibling("logs").resolve(process + ".log"));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
