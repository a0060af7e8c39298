package com.tokkatot.local.journey;

import com.tokkatot.local.LocalStack;
import com.tokkatot.local.client.Answer;
import com.tokkatot.local.client.Api;
import jakarta.json.Json;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Somebody new, with a phone of their own and an address of their own. */
final class Person {

  static final String PASSWORD = "rice and water";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** As people write it, for example {@code 010 123 456}. */
  final String number;

  /** As we keep it. */
  final String phone;

  final LocalStack stack;
  final Api api;

  Person(LocalStack stack) {
    this.stack = stack;
    var digits = String.format("%06d", ThreadLocalRandom.current().nextInt(1_000_000));
    number = "010 " + digits.substring(0, 3) + " " + digits.substring(3);
    phone = "+85510" + digits;
    api = Api.anonymous(stack.urls().api()).fromNewAddress();
  }

  /** With an account whose contact is proven. */
  static Person signedUp(LocalStack stack) {
    var person = new Person(stack);
    person.signUp();
    person.verify(person.code("verify"));
    return person;
  }

  Answer signUp() {
    return api.post(
        "/auth/signup",
        Json.createObjectBuilder()
            .add("phone", number)
            .add("password", PASSWORD)
            .add("name", "Sok")
            .add("language", "km")
            .add("terms_accepted", true)
            .build()
            .toString());
  }

  /** The newest code that was sent to this phone for that purpose. */
  String code(String purpose) {
    return stack.outbox().await(phone, purpose, PATIENCE).code();
  }

  Answer verify(String code) {
    return api.post(
        "/auth/verify",
        Json.createObjectBuilder().add("phone", phone).add("code", code).build().toString());
  }

  Answer signIn(String password) {
    return signIn(api, password);
  }

  Answer signIn(Api from, String password) {
    return from.post(
        "/auth/login",
        Json.createObjectBuilder()
            .add("phone", number)
            .add("password", password)
            .add("device_name", "Old phone")
            .build()
            .toString());
  }

  /** A session of its own. */
  Session session() {
    return Session.of(this, signIn(api.fromNewAddress(), PASSWORD));
  }

  /** What a phone keeps after signing in. */
  record Session(Api api, String refreshToken) {

    static Session of(Person person, Answer answer) {
      if (answer.status() != 200) {
        throw new AssertionError("signing in or refreshing answered " + answer);
      }
      var json = answer.json();
      return new Session(
          person.api.fromNewAddress().with(json.getString("access_token")),
          json.getString("refresh_token"));
    }

    /** Asks for the next tokens, from an address nobody has used. */
    Answer refresh() {
      return api.with(null)
          .fromNewAddress()
          .post(
              "/auth/refresh",
              Json.createObjectBuilder().add("refresh_token", refreshToken).build().toString());
    }

    boolean isAlive() {
      return api.get("/users/me").status() == 200;
    }
  }
}
