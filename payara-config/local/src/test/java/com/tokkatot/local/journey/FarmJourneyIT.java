package com.tokkatot.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.local.LocalStack;
import com.tokkatot.local.client.Answer;
import com.tokkatot.local.client.Api;
import com.tokkatot.local.client.LiveSocket;
import com.tokkatot.shared.Vault;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A farm and its people, from being made to being deleted. Source: requirements.md 2.4, 2.10. */
@ExtendWith(RunningStack.class)
class FarmJourneyIT {

  private LocalStack stack;
  private Connection database;
  private Cast cast;

  @BeforeEach
  void meet(LocalStack running) throws IOException, SQLException {
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
  @DisplayName(
      "A farm is made, changed field by field, listed, and deleted (FARM-01, FARM-02, FARM-12)")
  void aFarmIsMadeChangedAndDeleted() {
    var sok = as("stranger");
    var made = sok.post("/farms", "{\"name\":\" កសិដ្ឋាន \",\"location\":\"Takeo\"}");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json().getString("name")).isEqualTo("កសិដ្ឋាន");
    assertThat(made.json().getString("timezone")).isEqualTo("Asia/Phnom_Penh");
    var path = "/farms/" + made.json().getString("id");

    var changed = sok.put(path, "{\"location\":null,\"latitude\":10.99,\"longitude\":104.78}");

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json().isNull("location")).isTrue();
    assertThat(changed.json().getString("name")).isEqualTo("កសិដ្ឋាន");
    assertRefused(sok.put(path, "{\"timezone\":\"+07:00\"}"), 400, "INVALID_INPUT");
    assertRefused(sok.put(path, "{\"name\":null}"), 400, "INVALID_INPUT");
    assertThat(sok.get(path).json().getJsonObject("statistics").getInt("total_members"))
        .isEqualTo(1);

    assertThat(sok.delete(path).status()).isEqualTo(204);
    assertRefused(sok.get(path), 404, "FARM_NOT_FOUND");
    assertThat(sok.get("/farms").json().getJsonArray("farms").getValuesAs(JsonObject.class))
        .noneMatch(farm -> path.endsWith(farm.getString("id")));
  }

  @Test
  @DisplayName("Somebody is invited, accepts, rises and leaves (FARM-04, FARM-06)")
  void somebodyIsInvitedAcceptsRisesAndLeaves() {
    var guest = as("stranger");
    var invited =
        as("manager")
            .post(members(), "{\"email\":\"%s\",\"role\":\"viewer\"}".formatted(theGuest()));
    assertThat(invited.status()).isEqualTo(201);
    assertThat(invited.json().getString("contact")).isEqualTo(theGuest());

    var seen = guest.get("/users/me/invitations").json().getJsonArray("invitations");
    assertThat(seen).hasSize(1);
    var id = seen.getJsonObject(0).getString("invitation_id");
    var joined = guest.post("/users/me/invitations/" + id + "/accept", "");

    assertThat(joined.status()).isEqualTo(200);
    assertThat(joined.json().getString("role")).isEqualTo("viewer");
    var self = members() + "/" + cast.account("stranger");
    assertRefused(as("manager").put(self, "{\"role\":\"manager\"}"), 403, "FORBIDDEN");
    assertThat(as("owner").put(self, "{\"role\":\"manager\"}").json().getString("email"))
        .isEqualTo(theGuest());
    assertThat(as("owner").get(members()).json().getInt("total")).isEqualTo(4);

    assertThat(guest.delete(self).status()).isEqualTo(204);
    assertRefused(guest.get(members()), 404, "FARM_NOT_FOUND");
  }

  @Test
  @DisplayName(
      "An invitation is declined, another withdrawn; neither opens anything then (FARM-05, FARM-06)")
  void invitationsThatEndOpenNothing() {
    var guest = as("stranger");
    var body = "{\"email\":\"%s\",\"role\":\"manager\"}".formatted(theGuest());
    assertRefused(as("manager").post(members(), body), 403, "FORBIDDEN");

    var first = as("owner").post(members(), body).json().getString("invitation_id");
    assertRefused(as("owner").post(members(), body), 409, "DUPLICATE_RESOURCE");
    assertThat(guest.post("/users/me/invitations/" + first + "/decline", "").status())
        .isEqualTo(204);
    assertRefused(
        guest.post("/users/me/invitations/" + first + "/accept", ""), 404, "INVITATION_INVALID");

    var second = as("owner").post(members(), body).json().getString("invitation_id");
    var open = "/farms/" + cast.farmId + "/invitations";
    assertThat(as("manager").get(open).json().getInt("total")).isEqualTo(1);
    assertRefused(as("manager").delete(open + "/" + second), 403, "FORBIDDEN");
    assertThat(as("owner").delete(open + "/" + second).status()).isEqualTo(204);
    assertThat(guest.get("/users/me/invitations").json().getInt("total")).isZero();
  }

  @Test
  @DisplayName("The owner neither leaves nor steps down (FARM-07)")
  void theOwnerStays() {
    var self = members() + "/" + cast.account("owner");

    assertRefused(as("owner").delete(self), 409, "OWNER_REQUIRED");
    assertRefused(as("owner").put(self, "{\"role\":\"viewer\"}"), 409, "OWNER_REQUIRED");
  }

  @Test
  @DisplayName("Who is removed is out with the next request, and off the socket at once (FARM-07)")
  void whoIsRemovedIsOut() {
    var viewer = as("viewer");
    try (var phone = LiveSocket.watching(viewer, stack.urls().ws(), cast.farmId, -1)) {
      var removed = as("owner").delete(members() + "/" + cast.account("viewer"));
      assertThat(removed.status()).isEqualTo(204);

      var frame =
          phone.await(Duration.ofSeconds(10), heard -> heard.type().equals("farm:unsubscribed"));
      assertThat(frame.json().getString("farm_id")).isEqualTo(cast.farmId);
    }
    assertRefused(viewer.get("/farms/" + cast.farmId + "/devices"), 404, "FARM_NOT_FOUND");
  }

  @Test
  @DisplayName("Every change has its line with actor and address; staff and strangers once an hour")
  void everyChangeHasItsLine() throws SQLException {
    as("technician").get("/farms/" + cast.farmId);
    as("technician").get("/farms/" + cast.farmId + "/devices");
    as("stranger").get("/farms/" + cast.farmId);
    as("stranger").get("/farms/" + cast.farmId + "/devices");
    as("owner").put("/farms/" + cast.farmId, "{\"name\":\"New\"}");
    as("viewer").delete("/farms/" + cast.farmId);

    assertThat(lines())
        .containsExactly(
            "farm.support technician as TECHNICIAN",
            "farm.denied stranger not a member, or no such farm",
            "farm.changed owner name",
            "permission.denied viewer DELETE_FARM");
  }

  private List<String> lines() throws SQLException {
    var found = new java.util.ArrayList<String>();
    try (var query =
        database.prepareStatement(
            "select action, account.name, reason, ip_address, request_id from audit_log"
                + " join account on account.id = account_id where farm_id = ?::uuid order by at")) {
      query.setString(1, cast.farmId);
      try (var row = query.executeQuery()) {
        while (row.next()) {
          assertThat(row.getString("ip_address")).startsWith("127.");
          assertThat(row.getString("request_id")).isNotBlank();
          found.add(
              String.join(
                  " ", row.getString("action"), row.getString("name"), row.getString("reason")));
        }
      }
    }
    return found;
  }

  private Api as(String kind) {
    return Api.anonymous(stack.urls().api()).fromNewAddress().with(cast.token(kind));
  }

  private String members() {
    return "/farms/" + cast.farmId + "/members";
  }

  private String theGuest() {
    return cast.email("stranger");
  }

  private static void assertRefused(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.errorCode()).isEqualTo(code);
  }
}
