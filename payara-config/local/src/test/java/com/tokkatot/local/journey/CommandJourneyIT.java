package com.tokkatot.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.local.LocalStack;
import com.tokkatot.local.client.Api;
import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From thumb to pump and back, every hop a real server. Source: house.md 2.4. */
@ExtendWith(RunningStack.class)
class CommandJourneyIT {

  private Farm farm;

  @BeforeEach
  void signIn(LocalStack stack) {
    farm = new Farm(stack);
  }

  @Test
  @DisplayName("The pump itself confirms that it is on (CTRL-01 to CTRL-05, AUTH-08, AUTH-21)")
  void thePumpItselfConfirmsThatItIsOn() {
    farm.rest("pump");
    try (var phone = farm.watch()) {
      var command = farm.ask("pump", "on");

      var update =
          phone.await(
              Farm.PATIENCE,
              frame ->
                  frame.type().equals("device:update")
                      && command.equals(frame.data().getString("command_id", null)));
      var end = phone.awaitEnd(command, Farm.PATIENCE);

      assertThat(update.data().getString("state")).isEqualTo("on");
      assertThat(end.data().getString("status")).isEqualTo("completed");
      assertThat(farm.edges(command)).isEqualTo(1);
      assertThat(farm.api.device(farm.id(), "pump").getString("state")).isEqualTo("on");
    }
  }

  @Test
  @DisplayName("Polling tells what the socket tells, with the same cursor")
  void pollingTellsWhatTheSocketTells() {
    farm.rest("light");
    try (var phone = farm.watch()) {
      var command = farm.ask("light", "on");
      var end = phone.awaitEnd(command, Farm.PATIENCE);
      var cursor = end.json().getJsonNumber("cursor").longValue();

      var polled =
          farm.api.get("/farms/" + farm.id() + "/updates?since=" + (cursor - 1) + "&limit=1");

      var event = polled.json().getJsonArray("events").getJsonObject(0);
      assertThat(event.getJsonObject("data").getString("command_id")).isEqualTo(command);
      assertThat(event.getString("type")).isEqualTo("device:command-status");
      assertThat(polled.json().getInt("cursor")).isEqualTo((int) cursor);
    }
  }

  @Test
  @DisplayName("A command over the socket is one like any other: permitted, audited, confirmed")
  void aCommandOverTheSocketIsOneLikeAnyOther() throws SQLException {
    farm.rest("pump");
    try (var phone = farm.watch()) {
      phone.send(
          "{\"type\":\"device:command\",\"ref\":\"tap\",\"farm_id\":\"%s\",\"device_id\":\"%s\",\"command_type\":\"on\"}"
              .formatted(farm.id(), farm.device("pump")));
      var answer =
          phone.await(Farm.PATIENCE, frame -> frame.json().getString("ref", "").equals("tap"));
      var command = answer.json().getString("command_id");
      var end = phone.awaitEnd(command, Farm.PATIENCE);

      assertThat(answer.type()).isEqualTo("device:command");
      assertThat(end.data().getString("status")).isEqualTo("completed");
      assertThat(farm.edges(command)).isEqualTo(1);
      assertThat(farm.api.device(farm.id(), "pump").getString("state")).isEqualTo("on");
      assertAudited(command, "127.0.0.1");
    }
  }

  @Test
  @DisplayName("Asking twice with one key moves the relay once (CTRL-16)")
  void askingTwiceWithOneKeyMovesTheRelayOnce() {
    farm.rest("conveyor");
    var key = UUID.randomUUID().toString();
    var body = "{\"command_type\":\"on\",\"idempotency_key\":\"" + key + "\"}";
    var path = Api.commands(farm.id(), farm.device("conveyor"));

    var first = farm.api.postAsync(path, body);
    var second = farm.api.postAsync(path, body);

    assertThat(first.join().json().getString("command_id")).isEqualTo(key);
    assertThat(second.join().json().getString("command_id")).isEqualTo(key);
    assertThat(farm.endOf("conveyor", key)).isEqualTo("completed");
    assertThat(farm.api.post(path, body).json().getString("status")).isEqualTo("completed");
    assertThat(farm.edges(key)).isEqualTo(1);
  }

  @Test
  @DisplayName("The seed's own path works as well")
  void theSeedsOwnPathWorksAsWell() {
    var path = "/../devices/" + farm.device("fan") + "/commands";

    var answer =
        farm.api.post(path, "{\"command_type\":\"set_value\",\"command_params\":{\"value\":40}}");

    assertThat(answer.status()).isEqualTo(202);
    var command = answer.json().getString("command_id");
    assertThat(farm.endOf("fan", command)).isEqualTo("completed");
    var fan = farm.api.device(farm.id(), "fan");
    assertThat(fan.getJsonNumber("value").doubleValue()).isEqualTo(40);
  }

  @Test
  @DisplayName("A command that switches back by itself says when")
  void aCommandThatSwitchesBackByItselfSaysWhen() {
    farm.rest("light");
    var body = "{\"command_type\":\"on\",\"command_params\":{\"duration_ms\":2000}}";

    var answer = farm.api.post(Api.commands(farm.id(), farm.device("light")), body);

    var command = answer.json().getString("command_id");
    assertThat(farm.endOf("light", command)).isEqualTo("completed");
    assertThat(farm.api.device(farm.id(), "light").getString("off_at")).isNotNull();
    Awaitility.await()
        .atMost(Farm.PATIENCE)
        .until(() -> farm.api.device(farm.id(), "light").getString("state").equals("off"));
  }

  @Test
  @DisplayName("A sequence is walked by the device itself and ends at rest")
  void aSequenceIsWalkedByTheDeviceItselfAndEndsAtRest() {
    farm.rest("fan");
    var before = farm.relayValues("fan").size();
    var body =
        "{\"command_type\":\"sequence\",\"command_params\":{\"steps\":[{\"value\":40,"
            + "\"duration_s\":1},{\"action\":\"off\",\"duration_s\":1},{\"value\":80,"
            + "\"duration_s\":1}]}}";

    var answer = farm.api.post(Api.commands(farm.id(), farm.device("fan")), body);

    var command = answer.json().getString("command_id");
    assertThat(farm.endOf("fan", command)).isEqualTo("completed");
    Awaitility.await()
        .atMost(Farm.PATIENCE)
        .untilAsserted(
            () -> {
              var values = farm.relayValues("fan");
              assertThat(values.subList(before, values.size()))
                  .containsExactly("40", "0", "80", "0");
            });
    assertThat(farm.edges(command)).as("only the first switch is the command's").isEqualTo(1);
  }

  @Test
  @DisplayName("A batch has a result for each device, and asked twice it is one (CTRL-13, CTRL-16)")
  void aBatchHasAResultForEachDevice() {
    var key = UUID.randomUUID();
    var body =
        "{\"command_type\":\"off\",\"idempotency_key\":\"%s\",\"device_ids\":[\"%s\",\"%s\"]}"
            .formatted(key, farm.device("dht22"), farm.device("light"));
    var path = "/farms/" + farm.id() + "/devices/batch-command";

    var first = farm.api.post(path, body);
    var second = farm.api.post(path, body);

    assertThat(first.status()).isEqualTo(202);
    var sensor = first.json().getJsonArray("commands").getJsonObject(0);
    var light = first.json().getJsonArray("commands").getJsonObject(1);
    assertThat(sensor.getString("error")).isEqualTo("DEVICE_READ_ONLY");
    assertThat(farm.endOf("light", light.getString("command_id"))).isEqualTo("completed");
    assertThat(second.json().getJsonArray("commands").getJsonObject(1).getString("command_id"))
        .isEqualTo(light.getString("command_id"));
  }

  @Test
  @DisplayName("A group is told together (CTRL-13)")
  void aGroupIsToldTogether() {
    var group =
        farm.api.post(
            "/farms/" + farm.id() + "/groups",
            "{\"name\":\"Evening\",\"device_ids\":[\"%s\",\"%s\"]}"
                .formatted(farm.device("light"), farm.device("siren")));

    var batch =
        farm.api.post(
            "/farms/" + farm.id() + "/devices/batch-command",
            "{\"command_type\":\"off\",\"group_id\":\"" + group.json().getString("id") + "\"}");

    assertThat(batch.json().getInt("total")).isEqualTo(2);
    assertThat(batch.json().getJsonArray("commands").getValuesAs(JsonObject.class))
        .extracting(part -> part.getString("device_id"))
        .containsExactlyInAnyOrder(farm.device("light"), farm.device("siren"));
  }

  @Test
  @DisplayName("The work of a device is counted, and a service starts the count again")
  void theWorkOfADeviceIsCounted() {
    farm.rest("conveyor");
    var path = "/farms/" + farm.id() + "/devices/" + farm.device("conveyor");
    var before = farm.read(path + "/usage").getInt("cycles");

    farm.endOf("conveyor", farm.ask("conveyor", "on"));
    farm.rest("conveyor");
    var noted = farm.api.post(path + "/maintenance", "{\"note\":\"Belt tightened\"}");

    var usage = farm.read(path + "/usage");
    assertThat(usage.getInt("cycles")).isEqualTo(before + 1);
    assertThat(usage.getBoolean("is_running")).isFalse();
    assertThat(noted.status()).isEqualTo(201);
    assertThat(usage.getJsonObject("service").getInt("used_cycles")).isZero();
  }

  @Test
  @DisplayName("What was done is in the farm's list, and can no longer be cancelled (CTRL-11)")
  void whatWasDoneIsInTheFarmsListAndCanNoLongerBeCancelled() {
    var command = farm.ask("siren", "off");
    farm.endOf("siren", command);

    var newest =
        farm.read("/farms/" + farm.id() + "/commands?device_id=" + farm.device("siren"))
            .getJsonArray("commands")
            .getJsonObject(0);
    var cancelled = farm.api.delete(Api.commands(farm.id(), farm.device("siren")) + "/" + command);
    var status = farm.read("/farms/" + farm.id() + "/devices/" + farm.device("siren") + "/status");

    assertThat(newest.getString("command_id")).isEqualTo(command);
    assertThat(newest.getString("device_name")).isNotBlank();
    assertThat(cancelled.status()).isEqualTo(409);
    assertThat(cancelled.errorCode()).isEqualTo("COMMAND_ALREADY_SENT");
    assertThat(status.getString("current_state")).isEqualTo("off");
  }

  @Test
  @DisplayName("What the sensor reads is in its history (DEV-11)")
  void whatTheSensorReadsIsInItsHistory() {
    var sensor = farm.device("dht22");
    var path = "/farms/" + farm.id() + "/devices/" + sensor + "/history?metric=temperature";

    var readings =
        Awaitility.await()
            .atMost(Duration.ofSeconds(45))
            // A person may ask for so much history an hour.
            .pollInterval(Duration.ofSeconds(1))
            .until(() -> farm.read(path).getJsonArray("readings"), found -> !found.isEmpty());

    var reading = readings.getJsonObject(0);
    assertThat(reading.getString("metric")).isEqualTo("temperature");
    assertThat(reading.getString("unit")).isEqualTo("Cel");
    assertThat(reading.getJsonNumber("value").doubleValue()).isBetween(5.0, 50.0);
  }

  @Test
  @DisplayName("Who asked is in the audit log (USER-08)")
  void whoAskedIsInTheAuditLog() throws SQLException {
    var command = farm.ask("siren", "off");

    assertAudited(command, farm.api.address());
  }

  private void assertAudited(String command, String address) throws SQLException {
    try (var database = farm.stack.database();
        var query =
            database.prepareStatement(
                "select account_id, ip_address, request_id from audit_log"
                    + " where action = 'command.requested' and target_id = ?::uuid")) {
      query.setString(1, command);
      try (var row = query.executeQuery()) {
        assertThat(row.next()).isTrue();
        assertThat(row.getString("account_id"))
            .isEqualTo(farm.api.get("/users/me").json().getString("id"));
        assertThat(row.getString("ip_address")).isEqualTo(address);
        assertThat(row.getString("request_id")).isNotBlank();
      }
    }
  }

  @Test
  @DisplayName("The farm, its hub and all its devices are online (DEV-03)")
  void theFarmAndAllItsDevicesAreOnline() {
    Awaitility.await()
        .atMost(Farm.PATIENCE)
        .untilAsserted(
            () -> {
              var demo = farm.api.get("/farms").json().getJsonArray("farms").getJsonObject(0);
              assertThat(demo.getBoolean("is_online")).isTrue();
              assertThat(demo.getInt("online_devices")).isEqualTo(demo.getInt("device_count"));
            });
    var devices = farm.api.get("/farms/" + farm.id() + "/devices").json().getJsonArray("devices");
    assertThat(devices.getValuesAs(JsonObject.class))
        .extracting(device -> device.getString("kind"))
        .containsExactlyInAnyOrder(
            "pump",
            "feeder",
            "light",
            "fan",
            "heater",
            "conveyor",
            "siren",
            "dht22",
            "water_level");
  }
}
