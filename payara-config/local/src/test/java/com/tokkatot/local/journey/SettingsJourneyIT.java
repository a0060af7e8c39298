package com.tokkatot.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.local.LocalStack;
import com.tokkatot.local.client.Answer;
import com.tokkatot.local.client.Api;
import com.tokkatot.shared.Vault;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people, a farm and staff set, from one phone to the other. */
@ExtendWith(RunningStack.class)
class SettingsJourneyIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration ASKED_EVERY = Duration.ofMillis(500);

  private LocalStack stack;
  private Connection database;
  private Cast cast;

  @BeforeEach
  void make(LocalStack running) throws IOException, SQLException {
    stack = running;
    database = running.database();
    cast =
        Cast.made(
            database, running.tokens(), new Vault(running.vaultKeys(), InstantSource.system()));
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  @Test
  @DisplayName("How the app is to be is on every device, and in the copy of the account (CFG-02)")
  void preferencesFollowThePerson() {
    var wish = "{\"text_size\":\"very_large\",\"home_farm\":\"" + cast.farmId + "\"}";
    assertThat(as("viewer").put("/users/me/preferences", wish).status()).isEqualTo(200);

    var values = as("viewer").get("/users/me/preferences").json().getJsonObject("values");
    assertThat(values.getString("text_size")).isEqualTo("very_large");
    assertThat(values.getString("home_farm")).isEqualTo(cast.farmId);
    assertThat(values.getString("theme")).isEqualTo("auto");
    var copied = as("viewer").get("/users/me/export").json().getJsonArray("preferences");
    assertThat(copied.getJsonObject(1).getString("name")).isEqualTo("text_size");
    var refused = as("viewer").put("/users/me/preferences", "{\"theme\":\"pink\"}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(details(refused).getString("field")).isEqualTo("theme");
  }

  @Test
  @DisplayName("Two who change a farm's settings at once do not undo each other (CFG-01)")
  void aFarmsSettingsHaveVersions() {
    var path = "/farms/" + cast.farmId + "/settings";
    var first = as("owner").put(path, "{\"version\":0,\"upload_minutes\":15}");
    assertThat(first.status()).as("%s", first).isEqualTo(200);
    assertThat(first.json().getInt("version")).isEqualTo(1);

    var second = as("manager").put(path, "{\"version\":0,\"realert_minutes\":20}");
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.errorCode()).isEqualTo("VERSION_CONFLICT");
    assertThat(details(second).getInt("version")).isEqualTo(1);
    assertThat(details(second).getJsonArray("changed").getString(0)).isEqualTo("upload_minutes");
    as("manager").put(path, "{\"version\":1,\"realert_minutes\":20}");
    var back = as("owner").post(path + "/rollback", "{\"version\":1,\"reason\":\"a slip\"}");

    assertThat(back.json().getJsonObject("values").getInt("realert_minutes")).isEqualTo(10);
    var versions = as("manager").get(path + "/versions").json();
    assertThat(versions.getInt("total")).isEqualTo(3);
    var newest = versions.getJsonArray("versions").getJsonObject(0);
    assertThat(newest.getInt("rolled_back_to")).isEqualTo(1);
    assertThat(newest.getString("reason")).isEqualTo("a slip");
    var change = newest.getJsonArray("changes").getJsonObject(0);
    assertThat(change.getString("name")).isEqualTo("realert_minutes");
    assertThat(change.getInt("before")).isEqualTo(20);
    assertThat(change.getInt("after")).isEqualTo(10);
  }

  @Test
  @DisplayName("A kind of farm is looked at, then applied, all or nothing (CFG-04)")
  void aKindOfFarmBringsItsRulesAndSettings() {
    assertThat(as("viewer").get("/farm-profiles").json().getInt("total")).isEqualTo(3);
    var path = "/farms/" + cast.farmId + "/profile";
    var look = as("owner").post(path, "{\"profile\":\"village\",\"dry_run\":true}").json();
    assertThat(look.getBoolean("is_dry_run")).isTrue();
    var coming = look.getJsonArray("rules_added").size();
    assertThat(coming).isPositive();
    assertThat(ownRules()).isZero();

    assertThat(as("owner").post(path, "{\"profile\":\"village\"}").status()).isEqualTo(200);

    assertThat(ownRules()).isEqualTo(coming);
    var settings = as("owner").get("/farms/" + cast.farmId + "/settings").json();
    assertThat(settings.getJsonObject("values").getString("profile")).isEqualTo("village");
    assertThat(settings.getString("changed_by")).isEqualTo(cast.account("owner"));
  }

  @Test
  @DisplayName("Staff take a feature from one farm, without a restart (CFG-05)")
  void aFeatureIsTakenFromOneFarm() {
    assertThat(feature()).isTrue();
    var features = "/staff/features";
    var version = as("operator").get(features).json().getInt("version");
    var off = "{\"share\":100,\"off_farms\":[\"" + cast.farmId + "\"]}";
    var set = put(features, version, "\"planned_exports\":" + off);
    assertThat(set.status()).as("%s", set).isEqualTo(200);
    try {
      await(false);
      var plan = "{\"type\":\"events\",\"format\":\"csv\",\"every\":\"day\"}";
      var refused = as("owner").post("/farms/" + cast.farmId + "/exports/plans", plan);
      assertThat(refused.errorCode()).isEqualTo("FEATURE_OFF");
    } finally {
      put(features, version + 1, "\"planned_exports\":null");
    }
    await(true);
  }

  private Answer put(String path, int version, String wish) {
    return as("operator").put(path, "{\"version\":" + version + "," + wish + "}");
  }

  private boolean feature() {
    return as("viewer")
        .get("/farms/" + cast.farmId + "/features")
        .json()
        .getJsonObject("features")
        .getBoolean("planned_exports");
  }

  private void await(boolean isThere) {
    Awaitility.await().atMost(PATIENCE).pollInterval(ASKED_EVERY).until(() -> feature() == isThere);
  }

  private long ownRules() {
    return as("owner")
        .get("/farms/" + cast.farmId + "/alert-rules")
        .json()
        .getJsonArray("rules")
        .getValuesAs(JsonObject.class)
        .stream()
        .filter(rule -> rule.getString("scope").equals("farm"))
        .count();
  }

  private static JsonObject details(Answer answer) {
    return answer.json().getJsonObject("error").getJsonObject("details");
  }

  private Api as(String kind) {
    return Api.anonymous(stack.urls().api()).fromNewAddress().with(cast.token(kind));
  }
}
