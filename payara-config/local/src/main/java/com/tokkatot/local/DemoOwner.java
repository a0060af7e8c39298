package com.tokkatot.local;

import com.tokkatot.local.client.Api;
import jakarta.json.Json;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes the demo owner's account the way every person makes one: signs up, takes the code from the
 * outbox, verifies, signs in. Whatever was done before an interrupted start is gone on with.
 */
final class DemoOwner {

  private static final String NAME = "Demo farmer";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Api api;
  private final Outbox outbox;
  private final Credentials owner;

  DemoOwner(Api api, Outbox outbox, Credentials owner) {
    this.api = api;
    this.outbox = outbox;
    this.owner = owner;
  }

  /** The account's id. */
  String account() {
    return signIn().orElseGet(this::signUp);
  }

  private String signUp() {
    var wish =
        Json.createObjectBuilder()
            .add("email", owner.identifier())
            .add("password", owner.password())
            .add("name", NAME)
            .add("language", "km")
            .add("terms_accepted", true)
            .build();
    expect(201, "/auth/signup", wish.toString());
    var code = outbox.await(owner.identifier(), "verify", PATIENCE).code();
    var proof =
        Json.createObjectBuilder().add("email", owner.identifier()).add("code", code).build();
    expect(200, "/auth/verify", proof.toString());
    return signIn()
        .orElseThrow(
            () -> new StackFailed("The demo owner has an account and still cannot sign in"));
  }

  private Optional<String> signIn() {
    var wish =
        Json.createObjectBuilder()
            .add("identifier", owner.identifier())
            .add("password", owner.password())
            .build();
    var answer = api.post("/auth/login", wish.toString());
    return answer.status() == 200
        ? Optional.of(answer.json().getJsonObject("user").getString("id"))
        : Optional.empty();
  }

  private void expect(int status, String path, String body) {
    var answer = api.post(path, body);
    if (answer.status() != status) {
      throw new StackFailed(
          "The demo owner's account cannot be made: " + path + " answered " + answer);
    }
  }
}
