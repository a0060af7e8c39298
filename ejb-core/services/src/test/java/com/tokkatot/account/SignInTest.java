package com.tokkatot.account;

import static com.tokkatot.account.AccountWorld.ORIGIN;
import static com.tokkatot.account.AccountWorld.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import at.favre.lib.crypto.bcrypt.BCrypt;
import com.tokkatot.shared.Locked;
import com.tokkatot.shared.NotSignedIn;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInTest {

  private final AccountWorld world = new AccountWorld();
  private final Contact known = AccountWorld.newEmail();
  private final Contact unknown = AccountWorld.newEmail();

  @Test
  void theRightPasswordGivesATokenThatSpeaksForTheAccount() {
    var id = world.farmer(known);
    var signedIn = world.signIn(known);

    assertThat(world.caller(signedIn).accountId()).isEqualTo(id);
    assertThat(world.profiles.of(world.caller(signedIn)).lastLoginAt())
        .isEqualTo(world.time.instant());
    assertThat(world.audited(id)).contains("sign_in.accepted");
  }

  @Test
  void aKnownAndAnUnknownContactGetTheSameAnswers() {
    world.farmer(known);

    for (var i = 0; i < 12; i++) {
      assertThat(refusal(known)).isEqualTo(refusal(unknown));
    }
    assertThat(refusal(known)).isEqualTo("ACCOUNT_LOCKED 900");
  }

  @Test
  void theLockHoldsAgainstTheRightPasswordToo() {
    world.farmer(known);
    for (var i = 0; i < 5; i++) {
      refusal(known);
    }

    assertThatThrownBy(() -> world.signIn(known)).isInstanceOf(Locked.class);
    world.time.advance(Duration.ofMinutes(15));
    assertThat(world.signIn(known).accessToken()).isNotBlank();
  }

  @Test
  void failuresAreForgottenByARightPasswordAndByTime() {
    world.farmer(known);
    for (var i = 0; i < 4; i++) {
      refusal(known);
    }
    world.signIn(known);
    for (var i = 0; i < 4; i++) {
      refusal(known);
    }
    world.time.advance(Duration.ofMinutes(15));

    assertThat(refusal(known)).isEqualTo("INVALID_CREDENTIALS 0");
    assertThat(world.signIn(known).accessToken()).isNotBlank();
  }

  @Test
  void triesSideBySideAreNoMoreThanTriesInARow() {
    world.farmer(known);
    var threads = Executors.newFixedThreadPool(20);
    try {
      var answers =
          IntStream.range(0, 40)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> refusal(known), threads))
              .toList();

      assertThat(answers.stream().map(CompletableFuture::join).toList())
          .filteredOn("INVALID_CREDENTIALS 0"::equals)
          .hasSize(5);
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"$2a$", "$2b$"})
  void aHashOfTheFirstVersionOpensAndIsMadeAnew(String version) {
    var id = world.farmer(known);
    world.hashes.cost = 6;
    var old = BCrypt.withDefaults().hashToString(5, PASSWORD.toCharArray());
    world.sql.update(
        "update account set password_hash = ? where id = ?", version + old.substring(4), id);
    world.signIn(known);

    assertThat(world.accounts.byId(id).orElseThrow().passwordHash()).startsWith("$2a$06$");
    assertThat(world.signIn(known).accessToken()).isNotBlank();
  }

  @Test
  void whoIsNotActiveIsNobody() {
    var id = world.farmer(known);
    world.sql.update("update account set is_active = false where id = ?", id);

    assertThat(refusal(known, PASSWORD)).isEqualTo("INVALID_CREDENTIALS 0");
  }

  @Test
  void staffAreNobodyAtThisDoor() {
    var id = world.farmer(known);
    world.sql.update("update account set staff_role = 'admin' where id = ?", id);

    assertThat(refusal(known, PASSWORD)).isEqualTo("INVALID_CREDENTIALS 0");
  }

  @Test
  void everyTryIsAuditedWithWhereItCameFrom() {
    var id = world.farmer(known);
    refusal(known);

    assertThat(
            world.sql.query(
                "select reason, ip_address, user_agent from audit_log"
                    + " where account_id = ? and action = 'sign_in.refused'",
                row -> List.of(row.getString(1), row.getString(2), row.getString(3)),
                id))
        .containsExactly(List.of("wrong password", ORIGIN.ipAddress(), ORIGIN.userAgent()));
  }

  private String refusal(Contact contact) {
    return refusal(contact, "wrong password");
  }

  private String refusal(Contact contact, String password) {
    try {
      world.signIn(contact, password);
      return "accepted";
    } catch (NotSignedIn | Locked e) {
      return e.code() + " " + e.retryAfterS();
    }
  }
}
