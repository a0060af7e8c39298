package com.tokkatot.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.local.LocalStack;
import com.tokkatot.local.client.Answer;
import com.tokkatot.local.client.Api;
import com.tokkatot.local.client.LiveSocket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong input at every door: a clear error with a stable code, and the stream goes on. */
@ExtendWith(RunningStack.class)
class WrongInputJourneyIT {

  private static final String ON = "{\"command_type\":\"on\"}";

  private Farm farm;
  private String pump;

  @BeforeEach
  void signIn(LocalStack stack) {
    farm = new Farm(stack);
    pump = Api.commands(farm.id(), farm.device("pump"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"command_type\":",
        "[1,2,3]",
        "\"on\"",
        "{}",
        "{\"command_type\":\"explode\"}",
        "{\"command_type\":7}",
        "{\"command_type\":\"set_value\"}",
        "{\"command_type\":\"on\",\"command_params\":{\"duration_ms\":\"long\"}}",
        "{\"command_type\":\"on\",\"idempotency_key\":\"1\"}",
        "{\"command_type\":\"set_value\",\"command_params\":{\"value\":500}}"
      })
  @DisplayName("A wrong body is refused by field and leaves nothing behind")
  void aWrongBodyIsRefused(String body) {
    var before = lastCommand();

    var answer = farm.api.post(pump, body);

    assertRefused(answer, 400, "INVALID_INPUT");
    assertThat(lastCommand()).isEqualTo(before);
  }

  @Test
  void anUnknownDeviceIsNotFound() {
    assertRefused(
        farm.api.post(Api.commands(farm.id(), UUID.randomUUID().toString()), ON),
        404,
        "DEVICE_NOT_FOUND");
    assertRefused(farm.api.post(Api.commands(farm.id(), "x"), ON), 404, "DEVICE_NOT_FOUND");
  }

  @Test
  @DisplayName("A foreign farm and its devices are not found by any path (FARM-10)")
  void aForeignFarmIsNotFound() throws SQLException {
    var foreign = new ForeignFarm(farm.stack);

    assertRefused(
        farm.api.post(Api.commands(foreign.farmId, foreign.deviceId), ON), 404, "FARM_NOT_FOUND");
    // The same as for a device that is not there at all.
    assertRefused(
        farm.api.post("/../devices/" + foreign.deviceId + "/commands", ON),
        404,
        "DEVICE_NOT_FOUND");
    assertRefused(
        farm.api.post(Api.commands(farm.id(), foreign.deviceId), ON), 404, "DEVICE_NOT_FOUND");
    assertRefused(farm.api.get("/farms/" + foreign.farmId + "/devices"), 404, "FARM_NOT_FOUND");
    assertRefused(
        farm.api.get("/farms/" + foreign.farmId + "/updates?since=0"), 404, "FARM_NOT_FOUND");
    assertThat(foreign.commands()).isZero();
  }

  @Test
  void nobodyAndGarbageTokensAreRefused() {
    assertRefused(farm.api.with(null).post(pump, ON), 401, "UNAUTHORIZED");
    assertRefused(farm.api.with("garbage").post(pump, ON), 401, "TOKEN_INVALID");
    assertRefused(farm.api.with(farm.api.token() + "x").post(pump, ON), 401, "TOKEN_INVALID");
  }

  @Test
  void anExpiredTokenIsRefused() {
    var claims =
        new String(
            Base64.getUrlDecoder().decode(farm.api.token().split("\\.")[1]),
            StandardCharsets.UTF_8);
    var expired =
        claims.replaceAll(
            "\"exp\":\\d+", "\"exp\":" + Instant.now().minusSeconds(1).getEpochSecond());

    assertRefused(
        farm.api.with(farm.stack.tokens().sign(expired)).post(pump, ON), 401, "TOKEN_INVALID");
    // The same key and form with the true claims is accepted, so it is the date that was refused.
    assertThat(farm.api.with(farm.stack.tokens().sign(claims)).get("/users/me").status())
        .isEqualTo(200);
  }

  @Test
  void aSessionThatWasEndedIsRefusedAtOnce() {
    var other = farm.api.fromNewAddress().signIn(farm.stack.credentials());
    assertThat(other.get("/users/me").status()).isEqualTo(200);

    assertThat(other.post("/auth/logout", "").status()).isEqualTo(204);

    assertRefused(other.get("/users/me"), 401, "TOKEN_INVALID");
  }

  @Test
  void elevenMegabytesAreTooLarge() {
    var body = "{\"command_type\":\"" + "x".repeat(11 * 1024 * 1024) + "\"}";

    assertRefused(farm.api.post(pump, body), 413, "PAYLOAD_TOO_LARGE");
  }

  @Test
  void aWrongPasswordIsToldFromNothing() {
    var anonymous = farm.api.with(null);
    var known =
        anonymous.post(
            "/auth/login", "{\"identifier\":\"demo@tokkatot.local\",\"password\":\"wrong\"}");
    var unknown =
        anonymous.post("/auth/login", "{\"identifier\":\"nobody@x.org\",\"password\":\"wrong\"}");

    assertRefused(known, 401, "INVALID_CREDENTIALS");
    assertRefused(unknown, 401, "INVALID_CREDENTIALS");
    assertThat(known.json().getJsonObject("error").getString("message"))
        .isEqualTo(unknown.json().getJsonObject("error").getString("message"));
  }

  @Test
  void aSensorTakesNoCommands() {
    assertRefused(
        farm.api.post(Api.commands(farm.id(), farm.device("dht22")), ON), 409, "DEVICE_READ_ONLY");
  }

  @Test
  void anUnknownPathIsNotFoundInTheSameEnvelope() {
    assertRefused(farm.api.get("/nothing"), 404, "NOT_FOUND");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{", "[]", "{\"type\":7}", "{\"type\":\"farm:subscribe\",\"farm_id\":\"x\"}"})
  @DisplayName("A wrong frame is answered, and the socket goes on")
  void aWrongFrameIsAnswered(String wrong) {
    try (var phone = LiveSocket.silent(farm.api, farm.stack.urls().ws())) {
      phone.send(wrong);

      phone.await(Farm.PATIENCE, frame -> frame.type().equals("error"));

      phone.send("{\"type\":\"ping\"}");
      phone.await(Farm.PATIENCE, frame -> frame.type().equals("pong"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "sensor", "heartbeat", "command"})
  @DisplayName("Garbage on a topic of the farm's broker is parked, and the stream goes on")
  void garbageFromANodeIsParked(String kind) {
    var device = kind.equals("heartbeat") ? nodeOf("pump") : farm.device("pump");
    if (kind.equals("command")) {
      Publisher.cloud(farm).publish(topic(device, kind), "garbage");
    } else {
      Publisher.node(farm, "pump").publish(topic(device, kind), "garbage");
      Publisher.node(farm, "pump").publish(topic(device, kind), "{\"device_id\":\"x\"}");
    }

    assertStreamGoesOn();
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "sensor"})
  @DisplayName("Garbage on a topic of the cloud's broker is parked with its reason")
  void garbageFromAHubIsParked(String kind) throws SQLException {
    var mark = UUID.randomUUID().toString();
    Publisher.cloud(farm).publish(topic(farm.device("pump"), kind), "garbage " + mark);
    Publisher.cloud(farm).publish(topic(UUID.randomUUID().toString(), kind), "{}");
    Publisher.cloud(farm).publish("farm/" + farm.id() + "/hub/digest", "{\"hub_id\":1}");

    assertStreamGoesOn();
    Awaitility.await().atMost(Farm.PATIENCE).until(() -> reason(mark) != null);
    assertThat(reason(mark)).contains("(message)");
  }

  private void assertStreamGoesOn() {
    farm.rest("light");
    var command = farm.ask("light", "on");
    assertThat(farm.endOf("light", command)).isEqualTo("completed");
    assertThat(farm.edges(command)).isEqualTo(1);
  }

  private String topic(String device, String kind) {
    return "farm/" + farm.id() + "/devices/" + device + "/" + kind;
  }

  private String nodeOf(String kind) {
    return farm.plan.nodes().stream()
        .filter(node -> node.devices().stream().anyMatch(device -> device.kind().equals(kind)))
        .findFirst()
        .orElseThrow()
        .nodeId();
  }

  private String reason(String mark) throws SQLException {
    try (var database = farm.stack.database();
        var query =
            database.prepareStatement(
                "select reason from parked_message where convert_from(payload, 'UTF8') like ?")) {
      query.setString(1, "%" + mark);
      try (var row = query.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    }
  }

  private String lastCommand() {
    return farm.api.get(pump + "?limit=1").json().getJsonArray("commands").toString();
  }

  private static void assertRefused(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.errorCode()).isEqualTo(code);
    assertThat(answer.body()).doesNotContain("Exception").doesNotContain("\tat ");
    assertThat(answer.json().getJsonObject("error").getString("request_id")).isNotBlank();
  }
}
