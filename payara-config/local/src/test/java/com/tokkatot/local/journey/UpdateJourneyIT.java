package com.tokkatot.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.local.LocalStack;
import com.tokkatot.local.client.Api;
import com.tokkatot.shared.Vault;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * An image from the desk to the node: staff, object store, rollout, both brokers, the hub's server,
 * two slots, a trial.
 */
@ExtendWith(RunningStack.class)
class UpdateJourneyIT {

  /** A trial alone takes a minute. */
  private static final Duration UPDATE = Duration.ofMinutes(5);

  private static final Duration ASKED_EVERY = Duration.ofSeconds(1);

  @TempDir Path folder;
  private Farm farm;
  private Board board;
  private String nodeId;
  private String operator;
  private Api desk;

  @BeforeEach
  void enter(LocalStack stack) throws Exception {
    farm = new Farm(stack);
    var node = farm.plan.nodes().get(0);
    nodeId = node.nodeId();
    try (var database = stack.database()) {
      var vault = new Vault(stack.vaultKeys(), InstantSource.system());
      operator = Cast.made(database, stack.tokens(), vault).token("operator");
    }
    desk = Api.anonymous(stack.urls().api()).fromNewAddress().with(operator);
    board = new Board(stack, farm.plan, node, folder);
  }

  @AfterEach
  void giveBack() {
    board.close();
  }

  @Test
  @DisplayName("A signed image that staff roll out runs on the node, and is confirmed by it")
  void whatStaffRollOutRunsOnTheNode() throws Exception {
    await(() -> node().getBoolean("is_online") && "2.0.0".equals(version(node())));

    var release = publish(board.signed("2.0.1", "tokkatot-node-next"));
    assertThat(release.getString("board")).isEqualTo("virtual");
    assertThat(release.getString("version")).isEqualTo("2.0.1");
    assertThat(firmware().getString("available_version")).isEqualTo("2.0.1");

    var rollout = rollOut(release.getString("release_id"));
    await(() -> "finished".equals(rollout(rollout).getString("state")));

    assertThat(rollout(rollout).getInt("succeeded")).as(board.log()).isEqualTo(1);
    assertThat(board.log()).contains("version 2.0.1 (software)");
    await(() -> "2.0.1".equals(version(node())));
    assertThat(firmware().getString("update_status")).isEqualTo("success");
    assertThat(firmware().getBoolean("update_available")).isFalse();
  }

  private JsonObject publish(Path image) throws Exception {
    var request =
        HttpRequest.newBuilder(
                URI.create(farm.stack.urls().api() + "/staff/firmware/releases?release_notes=new"))
            .header("Authorization", "Bearer " + operator)
            .header("Content-Type", "application/octet-stream")
            .POST(BodyPublishers.ofFile(image))
            .build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    try (var reader = Json.createReader(new StringReader(answer.body()))) {
      return reader.readObject();
    }
  }

  private String rollOut(String releaseId) {
    var body =
        Json.createObjectBuilder()
            .add("release_id", releaseId)
            .add("node_ids", Json.createArrayBuilder().add(nodeId))
            .add("at_night", false)
            .build();
    var answer = desk.post("/staff/firmware/rollouts", body.toString());
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    return answer.json().getString("rollout_id");
  }

  private JsonObject rollout(String id) {
    return desk.get("/staff/firmware/rollouts/" + id).json();
  }

  private JsonObject node() {
    return farm.read("/farms/" + farm.id() + "/nodes/" + nodeId);
  }

  private JsonObject firmware() {
    return farm.read("/farms/" + farm.id() + "/devices/" + farm.device("pump") + "/firmware");
  }

  private static String version(JsonObject node) {
    return node.getString("firmware_version", null);
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(UPDATE).pollInterval(ASKED_EVERY).until(condition);
  }
}
