package com.tokkatot.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.local.LocalStack;
import com.tokkatot.local.client.Api;
import com.tokkatot.local.client.LiveSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever dies in mid-command: it runs exactly once or expires, and nothing is lost. */
@ExtendWith(RunningStack.class)
class CrashJourneyIT {

  private static final Duration RESTART = Duration.ofSeconds(120);

  private Farm farm;

  @BeforeEach
  void signIn(LocalStack stack) {
    farm = new Farm(stack);
    farm.rest("light");
    farm.rest("siren");
  }

  @AfterEach
  void everythingIsBack(LocalStack stack) {
    assertThat(stack.awaitHealthy("cloud", RESTART)).isTrue();
    assertThat(stack.awaitHealthy("hub-0", RESTART)).isTrue();
  }

  @Test
  @DisplayName("Hub killed in mid-command: it runs once")
  void hubKilledInMidCommand() {
    var command = farm.ask("light", "on");
    farm.stack.kill("hub-0");

    assertThat(farm.stack.awaitHealthy("hub-0", RESTART)).isTrue();

    awaitCompleted("light", command);
    assertThat(farm.edges(command)).isEqualTo(1);
  }

  @Test
  @DisplayName("Hub dead before the command: it runs once, when the hub is back")
  void hubDeadBeforeTheCommand() {
    farm.stack.stop("hub-0");
    var command = farm.ask("light", "on");
    assertThat(farm.edges(command)).isZero();

    farm.stack.start("hub-0");

    awaitCompleted("light", command);
    assertThat(farm.edges(command)).isEqualTo(1);
  }

  @Test
  @DisplayName("An order that is too old when it reaches the hub expires and never runs")
  void anOrderThatIsTooOldNeverRuns() throws SQLException {
    var command = UUID.randomUUID().toString();
    var now = Instant.now();
    writeOldCommand(command, now);

    Publisher.cloud(farm)
        .publish(
            "farm/%s/devices/%s/command".formatted(farm.id(), farm.device("siren")),
            "{\"command_id\":\"%s\",\"action\":\"on\",\"source\":\"user\",\"issued_at\":%d,\"expires_at\":%d}"
                .formatted(
                    command,
                    now.minusSeconds(300).toEpochMilli(),
                    now.minusSeconds(1).toEpochMilli()));

    assertThat(farm.endOf("siren", command)).isEqualTo("expired");
    assertThat(farm.edges(command)).isZero();
  }

  @Test
  @DisplayName("Application killed before its acknowledgement: every answer is still taken, once")
  void applicationKilledBeforeItsAcknowledgement() {
    var commands = new LinkedHashMap<String, String>();
    for (var round = 0; round < 6; round++) {
      for (var kind : new String[] {"light", "siren"}) {
        commands.put(farm.ask(kind, round % 2 == 0 ? "on" : "off"), kind);
      }
    }
    farm.stack.kill("cloud");

    assertThat(farm.stack.awaitHealthy("cloud", RESTART)).isTrue();

    for (Map.Entry<String, String> command : commands.entrySet()) {
      awaitCompleted(command.getValue(), command.getKey());
      assertThat(farm.edges(command.getKey())).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("Called back while the broker is away, or sent: never both (CTRL-11)")
  void calledBackOrSentNeverBoth() {
    var restarting = new Thread(farm.stack::restartBroker, "restart");
    restarting.start();
    var command = farm.ask("light", "on");
    var path = Api.commands(farm.id(), farm.device("light")) + "/" + command;

    Awaitility.await()
        .atMost(RESTART)
        .pollInterval(Duration.ofMillis(700))
        .until(() -> farm.api.delete(path).status() == 200 || !restarting.isAlive());
    Awaitility.await().atMost(RESTART).until(() -> !restarting.isAlive());

    var end = farm.endOf("light", command);
    farm.rest("light"); // what was sent before this has arrived with it
    assertThat(farm.statusOf("light", command)).isEqualTo(end);
    assertThat(farm.edges(command)).as(end).isEqualTo(end.equals("cancelled") ? 0 : 1);
  }

  @Test
  @DisplayName("Broker restarted: a command given meanwhile runs once, and the socket tells")
  void brokerRestarted() {
    try (var phone = farm.watch()) {
      var restarting = new Thread(farm.stack::restartBroker, "restart");
      restarting.start();
      var commands = new ArrayList<String>();
      for (var i = 0; i < 4; i++) {
        commands.add(farm.ask("light", i % 2 == 0 ? "on" : "off"));
      }
      Awaitility.await().atMost(RESTART).until(() -> !restarting.isAlive());

      var ends = phone.awaitEnds(commands, RESTART);
      for (var command : commands) {
        assertThat(ends.get(command).data().getString("status")).isEqualTo("completed");
        assertThat(farm.edges(command)).isEqualTo(1);
      }
    }
  }

  @Test
  @DisplayName("Database killed: commands go on, and so does the watch over unanswered ones")
  void databaseKilled() {
    farm.stack.kill("postgres");
    assertThat(farm.stack.awaitHealthy("postgres", RESTART)).isTrue();

    var command =
        Awaitility.await()
            .atMost(RESTART)
            .ignoreExceptions()
            .ignoreExceptionsMatching(refused -> refused instanceof AssertionError)
            .until(() -> farm.ask("light", "on"), id -> true);
    awaitCompleted("light", command);

    farm.stack.stop("hub-0");
    var unanswered = farm.ask("light", "off");
    assertThat(farm.endOf("light", unanswered)).isEqualTo("timeout");
    farm.stack.start("hub-0");
    awaitCompleted("light", unanswered);
  }

  @Test
  @DisplayName("Redis killed: signing in, commands and the socket still work")
  void redisKilled() {
    try (var phone = farm.watch()) {
      farm.stack.stop("redis");
      try {
        var again = Api.anonymous(farm.stack.urls().api()).signIn(farm.stack.credentials());
        assertThat(again.firstFarm()).isEqualTo(farm.id());
        var command = farm.ask("light", "on");

        assertThat(phone.awaitEnd(command, Farm.PATIENCE).data().getString("status"))
            .isEqualTo("completed");
      } finally {
        farm.stack.start("redis");
      }
    }
  }

  @Test
  @DisplayName("A socket that was away is told what it missed")
  void aSocketThatWasAwayIsToldWhatItMissed() {
    var devices = farm.api.get("/farms/" + farm.id() + "/devices").json();
    var cursor = devices.getJsonNumber("cursor").longValue();
    var command = farm.ask("light", "on");
    awaitCompleted("light", command);

    try (var phone = LiveSocket.watching(farm.api, farm.stack.urls().ws(), farm.id(), cursor)) {
      var end = phone.awaitEnd(command, Farm.PATIENCE);

      assertThat(end.data().getString("status")).isEqualTo("completed");
    }
  }

  // After 30 s the cloud says timeout; the device's later answer is the truth that counts.
  private void awaitCompleted(String kind, String command) {
    assertThat(endAfterTimeout(kind, command)).isEqualTo("completed");
  }

  private String endAfterTimeout(String kind, String command) {
    return Awaitility.await()
        .atMost(RESTART)
        .ignoreExceptions()
        .until(
            () -> farm.statusOf(kind, command),
            status -> status.equals("completed") || status.equals("expired"));
  }

  private void writeOldCommand(String command, Instant now) throws SQLException {
    try (var database = farm.stack.database();
        var insert =
            database.prepareStatement(
                "insert into command (id, farm_id, device_id, action, source, priority, state,"
                    + " issued_at, expires_at, sent_at, last_sent_at) values (?::uuid, ?::uuid,"
                    + " ?::uuid, 'on', 'user', 'normal', 'sent', ?::timestamptz, ?::timestamptz,"
                    + " ?::timestamptz, ?::timestamptz)")) {
      insert.setString(1, command);
      insert.setString(2, farm.id());
      insert.setString(3, farm.device("siren"));
      insert.setString(4, now.minusSeconds(300).toString());
      insert.setString(5, now.minusSeconds(1).toString());
      insert.setString(6, now.toString());
      insert.setString(7, now.toString());
      insert.executeUpdate();
    }
  }
}
