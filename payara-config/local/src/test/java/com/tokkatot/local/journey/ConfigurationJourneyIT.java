package com.tokkatot.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.local.LocalStack;
import com.tokkatot.local.client.LiveSocket;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people set reaches the board, which does it and says so. */
@ExtendWith(RunningStack.class)
class ConfigurationJourneyIT {

  private static final String NO_LIMIT = "0";

  private Farm farm;

  @BeforeEach
  void enter(LocalStack stack) {
    farm = new Farm(stack);
  }

  @AfterEach
  void takeBack() {
    try (var phone = farm.watch()) {
      set(phone, NO_LIMIT);
    }
  }

  @Test
  @DisplayName("The board takes what the owner sets, says its version, and does it")
  void theBoardTakesWhatTheOwnerSets() {
    farm.rest("light");
    try (var phone = farm.watch()) {
      var version = set(phone, "2");

      var config = config();
      assertThat(config.getInt("desired_version")).isEqualTo((int) version);
      assertThat(config.getInt("acknowledged_version")).isEqualTo((int) version);
      farm.ask("light", "on");
      var off =
          phone.await(
              Farm.PATIENCE,
              frame ->
                  frame.type().equals("device:update")
                      && frame.data().getString("device_id").equals(farm.device("light"))
                      && frame.data().getString("triggered_by", "").equals("failsafe"));
      assertThat(off.data().getString("state")).isEqualTo("off");
    }
  }

  @Test
  @DisplayName("What is set while a board is away is there when it comes back")
  void whatIsSetWhileABoardIsAwayIsThereWhenItComesBack() {
    var node = "node-0-" + farm.plan.nodes().get(1).number();
    farm.stack.stop(node);
    var answer = put("3");
    assertThat(answer.getInt("acknowledged_version")).isLessThan(answer.getInt("desired_version"));

    try (var phone = farm.watch()) {
      farm.stack.start(node);

      awaitAcknowledged(phone, answer.getInt("desired_version"));
    }
  }

  /** Sets how long the light may be on, waits until the board has it, and returns the version. */
  private long set(LiveSocket phone, String seconds) {
    var version = put(seconds).getInt("desired_version");
    if (config().getInt("acknowledged_version") != version) {
      awaitAcknowledged(phone, version);
    }
    return version;
  }

  private void awaitAcknowledged(LiveSocket phone, int version) {
    phone.await(
        Farm.PATIENCE,
        frame ->
            frame.type().equals("device:config")
                && frame.data().getString("device_id").equals(farm.device("light"))
                && frame.data().getInt("acknowledged_version") == version);
  }

  private JsonObject put(String seconds) {
    var answer =
        farm.api.put(
            path(),
            "{\"configurations\":[{\"parameter_name\":\"max_on\",\"parameter_value\":"
                + seconds
                + "}],\"reason\":\"a journey\"}");
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    return answer.json();
  }

  private JsonObject config() {
    return farm.api.get(path()).json();
  }

  private String path() {
    return "/farms/" + farm.id() + "/devices/" + farm.device("light") + "/config";
  }
}
