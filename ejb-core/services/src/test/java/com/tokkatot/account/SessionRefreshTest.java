package com.tokkatot.account;

import static com.tokkatot.account.AccountWorld.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.shared.NotSignedIn;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionRefreshTest {

  private final AccountWorld world = new AccountWorld();
  private final Contact contact = AccountWorld.newEmail();
  private final UUID account = world.farmer(contact);
  private Admission first;

  @BeforeEach
  void signIn() {
    first = world.signIn(contact);
  }

  @Test
  void eachTokenGivesTheNextAndTheSameSession() {
    var second = refresh(first);
    var third = refresh(second);

    assertThat(third.refreshToken()).isNotEqualTo(second.refreshToken());
    assertThat(world.caller(third)).isEqualTo(world.caller(first));
  }

  @Test
  void whoDidNotHearTheAnswerHearsTheSameAgain() {
    var second = refresh(first);
    world.time.advance(Duration.ofSeconds(29));

    assertThat(refresh(first).refreshToken()).isEqualTo(second.refreshToken());
    assertThat(refresh(second).refreshToken()).isNotEqualTo(second.refreshToken());
  }

  @Test
  void anOldTokenEndsTheFamilyForBoth() {
    var second = refresh(first);
    world.time.advance(Duration.ofSeconds(30));

    assertRefused(first.refreshToken());
    assertRefused(second.refreshToken());
    assertThatThrownBy(() -> world.caller(second)).isInstanceOf(NotSignedIn.class);
    assertThat(world.audited(account)).contains("session.reuse_detected", "session.ended");
  }

  @Test
  void aTokenTwoStepsOldEndsTheFamilyAtOnce() {
    var third = refresh(refresh(first));

    assertRefused(first.refreshToken());
    assertRefused(third.refreshToken());
  }

  @Test
  void aForgedTokenIsRefusedAndEndsNothing() {
    var bytes = Base64.getUrlDecoder().decode(first.refreshToken());
    bytes[bytes.length - 1] ^= 1;

    assertRefused(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    assertRefused("");
    assertRefused("garbage");
    assertRefused(first.accessToken());
    assertThat(refresh(first).refreshToken()).isNotBlank();
  }

  @Test
  void aTokenWithAnotherNumberIsForged() {
    var bytes = Base64.getUrlDecoder().decode(first.refreshToken());
    bytes[19] = 1;

    assertRefused(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    assertThat(refresh(first).refreshToken()).isNotBlank();
  }

  @Test
  void aSessionOutlivesThirtyDaysOnlyWhenItIsUsed() {
    world.time.advance(Duration.ofDays(29));
    var second = refresh(first);
    world.time.advance(Duration.ofDays(29));
    var third = refresh(second);
    world.time.advance(Duration.ofDays(30));

    assertRefused(third.refreshToken());
  }

  @Test
  void aRefreshTokenDiesWithItsSession() {
    world.sessions.end(world.caller(first), false, ORIGIN);

    assertRefused(first.refreshToken());
  }

  @Test
  void aHundredAtOnceLeaveOneFamilyAndOneSuccessor() {
    var threads = Executors.newFixedThreadPool(50);
    try {
      var answers =
          IntStream.range(0, 100)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> refresh(first), threads))
              .toList();

      assertThat(answers.stream().map(answer -> answer.join().refreshToken()).distinct().toList())
          .hasSize(1);
      assertThat(counter()).isEqualTo(1);
      assertThat(world.caller(answers.get(0).join()).accountId()).isEqualTo(account);
    } finally {
      threads.shutdownNow();
    }
  }

  private int counter() {
    return world
        .sql
        .query(
            "select refresh_counter from session where account_id = ? and ended_at is null",
            row -> row.getInt(1),
            account)
        .get(0);
  }

  private Admission refresh(Admission last) {
    return world.refresh.with(last.refreshToken(), ORIGIN);
  }

  private void assertRefused(String token) {
    assertThatThrownBy(() -> world.refresh.with(token, ORIGIN))
        .isInstanceOf(NotSignedIn.class)
        .extracting("code")
        .isEqualTo("TOKEN_INVALID");
  }
}
