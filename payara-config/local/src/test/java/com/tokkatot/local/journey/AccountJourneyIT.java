package com.tokkatot.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.local.LocalStack;
import com.tokkatot.local.client.Answer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A farmer's account from the first code to the last line. Source: requirements.md 2.2, 2.3, 5. */
@ExtendWith(RunningStack.class)
class AccountJourneyIT {

  private LocalStack stack;

  @BeforeEach
  void open(LocalStack running) {
    stack = running;
  }

  @Test
  @DisplayName("A phone number in local spelling becomes an account with a code from an SMS")
  void aPersonSignsUpWithAPhone() {
    var person = new Person(stack);

    var signedUp = person.signUp();
    assertThat(signedUp.status()).as(signedUp.toString()).isEqualTo(201);
    assertThat(signedUp.json().getString("contact")).isEqualTo(person.phone);
    assertRefused(person.signIn(Person.PASSWORD), 403, "CONTACT_NOT_VERIFIED");

    assertThat(person.verify(person.code("verify")).status()).isEqualTo(200);

    var session = person.session();
    var me = session.api().get("/users/me").json();
    assertThat(me.getString("phone")).isEqualTo(person.phone);
    assertThat(me.getString("name")).isEqualTo("Sok");
  }

  @Test
  void theMessageIsInThePersonsLanguageAndNamesTheCode() {
    var person = new Person(stack);
    person.signUp();

    var message = stack.outbox().newest(person.phone, "verify").orElseThrow();

    assertThat(message.channel()).isEqualTo("sms");
    assertThat(message.language()).isEqualTo("km");
    assertThat(message.code()).matches("\\d{6}");
    assertThat(message.text()).contains("លេខកូដ " + message.code());
  }

  @Test
  @DisplayName("Five wrong tries kill a code, and the right one comes too late")
  void aCodeDiesOfWrongTries() {
    var person = new Person(stack);
    person.signUp();
    var right = person.code("verify");
    var wrong = right.equals("000000") ? "000001" : "000000";

    for (var i = 0; i < 5; i++) {
      assertRefused(verifyFromElsewhere(person, wrong), 400, "CODE_INVALID");
    }

    assertRefused(verifyFromElsewhere(person, right), 400, "CODE_INVALID");
  }

  @Test
  @DisplayName("Signing up again with a known number tells nothing, and its owner learns of it")
  void aKnownContactIsNotToldToOthers() {
    var person = Person.signedUp(stack);

    var again = person.signUp();

    assertThat(again.status()).isEqualTo(201);
    assertThat(again.json().keySet()).isEqualTo(new Person(stack).signUp().json().keySet());
    assertThat(stack.outbox().newest(person.phone, "known")).isPresent();
    assertThat(person.session().isAlive()).as("with the old password").isTrue();
  }

  @Test
  @DisplayName("A phone that asks twice on bad 4G gets the same answer; a forged token gets none")
  void refreshingRotates() {
    var person = Person.signedUp(stack);
    var first = person.session();

    var second = Person.Session.of(person, first.refresh());
    var repeated = Person.Session.of(person, first.refresh());
    var third = Person.Session.of(person, second.refresh());

    assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
    assertThat(repeated.refreshToken()).isEqualTo(second.refreshToken());
    assertThat(third.isAlive()).isTrue();
    var forged = new Person.Session(third.api(), third.refreshToken() + "A");
    assertRefused(forged.refresh(), 401, "TOKEN_INVALID");
    assertThat(third.isAlive()).as("after somebody forged").isTrue();
  }

  @Test
  @DisplayName("A refresh token from two generations ago ends the whole family")
  void anOldRefreshTokenEndsTheFamily() {
    var person = Person.signedUp(stack);
    var first = person.session();
    var second = Person.Session.of(person, first.refresh());
    var third = Person.Session.of(person, second.refresh());
    assertThat(third.isAlive()).isTrue();

    assertRefused(first.refresh(), 401, "TOKEN_INVALID");

    assertThat(third.isAlive()).isFalse();
    assertRefused(third.refresh(), 401, "TOKEN_INVALID");
  }

  @Test
  @DisplayName("A hundred refreshes at once with one token: one family lives, with one successor")
  void aHundredRefreshesAtOnce() throws Exception {
    var person = Person.signedUp(stack);
    var session = person.session();
    var crowd = Executors.newFixedThreadPool(100);
    try {
      var asked =
          crowd.invokeAll(
              IntStream.range(0, 100).mapToObj(i -> (Callable<Answer>) session::refresh).toList());

      var successors = new HashSet<String>();
      for (var answer : asked) {
        assertThat(answer.get().status()).as(answer.get().toString()).isEqualTo(200);
        successors.add(answer.get().json().getString("refresh_token"));
      }
      assertThat(successors).hasSize(1);
    } finally {
      crowd.shutdownNow();
    }
    assertThat(sessions(session)).hasSize(1);
    assertThat(session.isAlive()).isTrue();
  }

  @Test
  @DisplayName("A revoked session is refused on its very next request")
  void aRevokedSessionIsRefusedAtOnce() {
    var person = Person.signedUp(stack);
    var stolen = person.session();
    var own = person.session();
    assertThat(stolen.isAlive()).isTrue();

    var other =
        sessions(own).stream()
            .filter(session -> !session.getBoolean("is_current"))
            .findFirst()
            .orElseThrow();
    assertThat(other.getString("device_name")).isEqualTo("Old phone");
    assertThat(own.api().delete("/users/sessions/" + other.getString("id")).status())
        .isBetween(200, 204);

    assertRefused(stolen.api().get("/users/me"), 401, "TOKEN_INVALID");
    assertRefused(stolen.refresh(), 401, "TOKEN_INVALID");
    assertThat(own.isAlive()).isTrue();
  }

  @Test
  @DisplayName("A forgotten password is replaced by code, and every session ends")
  void aForgottenPasswordIsReplaced() {
    var person = Person.signedUp(stack);
    var session = person.session();
    assertThat(session.isAlive()).isTrue();
    person
        .api
        .fromNewAddress()
        .post("/auth/forgot-password", json("phone", person.number).build().toString());

    var changed =
        person
            .api
            .fromNewAddress()
            .post(
                "/auth/reset-password",
                json("phone", person.phone)
                    .add("code", person.code("reset"))
                    .add("password", "another one")
                    .build()
                    .toString());

    assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
    assertThat(session.isAlive()).isFalse();
    assertRefused(
        person.signIn(person.api.fromNewAddress(), Person.PASSWORD), 401, "INVALID_CREDENTIALS");
    assertThat(person.signIn(person.api.fromNewAddress(), "another one").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("A person takes everything along and is forgotten")
  void aPersonLeaves() {
    var person = Person.signedUp(stack);
    var session = person.session();

    var copy = session.api().get("/users/me/export");
    assertThat(copy.status()).as(copy.toString()).isEqualTo(200);
    assertThat(copy.body()).contains(person.phone).doesNotContain("$2a$");

    assertRefused(
        session.api().post("/users/me/delete", json("password", "wrong").build().toString()),
        401,
        "INVALID_CREDENTIALS");
    var gone =
        session
            .api()
            .post("/users/me/delete", json("password", Person.PASSWORD).build().toString());
    assertThat(gone.status()).as(gone.toString()).isBetween(200, 204);

    assertThat(session.isAlive()).isFalse();
    assertRefused(
        person.signIn(person.api.fromNewAddress(), Person.PASSWORD), 401, "INVALID_CREDENTIALS");
    assertThat(person.signUp().status()).as("the number is free again").isEqualTo(201);
  }

  private static Answer verifyFromElsewhere(Person person, String code) {
    return person
        .api
        .fromNewAddress()
        .post("/auth/verify", json("phone", person.phone).add("code", code).build().toString());
  }

  private static List<JsonObject> sessions(Person.Session session) {
    return session
        .api()
        .get("/users/sessions")
        .json()
        .getJsonArray("sessions")
        .getValuesAs(JsonObject.class);
  }

  private static JsonObjectBuilder json(String name, String value) {
    return Json.createObjectBuilder().add(name, value);
  }

  private static void assertRefused(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.errorCode()).isEqualTo(code);
  }
}
