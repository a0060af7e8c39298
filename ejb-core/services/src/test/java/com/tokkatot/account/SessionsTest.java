package com.tokkatot.account;

import static com.tokkatot.account.AccountWorld.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.NotSignedIn;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionsTest {

  private final AccountWorld world = new AccountWorld();
  private final Contact contact = AccountWorld.newEmail();
  private final UUID account = world.farmer(contact);
  private Admission phone;
  private Admission tablet;

  @BeforeEach
  void signIn() {
    phone = world.signIn(contact);
    tablet = world.signIn(contact);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anEndedSessionIsRefusedOnTheNextRequestWithRedisAndWithout(boolean redisIsLost) {
    var caller = world.caller(phone);
    world.sessions.end(caller, false, ORIGIN);
    if (redisIsLost) {
      world.memory.clear();
    }

    assertRefused(phone);
    assertThat(world.caller(tablet).accountId()).isEqualTo(account);
    assertThat(world.audited(account)).contains("session.ended");
  }

  @Test
  void aBeliefInALivingSessionCannotBeWrittenOverItsEnd() {
    var caller = world.caller(phone);
    world.sessions.end(caller, false, ORIGIN);
    world.memory.alive(caller.sessionId(), phone.endsAt());

    assertRefused(phone);
  }

  @Test
  void allDevicesAreSignedOutAtOnce() {
    world.sessions.end(world.caller(phone), true, ORIGIN);

    assertRefused(phone);
    assertRefused(tablet);
  }

  @Test
  void sessionsAreListedAndTheCallersOwnIsMarked() {
    var caller = world.caller(phone);

    assertThat(world.sessions.of(caller))
        .hasSize(2)
        .allSatisfy(session -> assertThat(session.deviceName()).isEqualTo("Phone"))
        .filteredOn(SessionView::isCurrent)
        .extracting(SessionView::id)
        .containsExactly(caller.sessionId());
  }

  @Test
  void aSessionIsEndedFromAnother() {
    world.sessions.end(world.caller(phone), world.caller(tablet).sessionId(), ORIGIN);

    assertRefused(tablet);
    assertThat(world.sessions.of(world.caller(phone))).hasSize(1);
  }

  @Test
  void somebodyElsesSessionIsNotFound() {
    var other = AccountWorld.newEmail();
    world.farmer(other);
    var stranger = world.caller(world.signIn(other));

    assertThatThrownBy(() -> world.sessions.end(stranger, world.caller(phone).sessionId(), ORIGIN))
        .isInstanceOf(NotFound.class)
        .extracting("code")
        .isEqualTo("SESSION_NOT_FOUND");
    assertThat(world.caller(phone)).isNotNull();
  }

  @Test
  void aSessionThatIsNotRememberedEndsAfterAnHourOfSilence() {
    var wish = new SessionOpening.Wish(null, false);
    var signedIn = world.signIn.with(contact, AccountWorld.PASSWORD, wish, ORIGIN);
    for (var i = 0; i < 3; i++) {
      world.time.advance(Duration.ofMinutes(50));
      world.memory.clear();
      assertThat(world.caller(signedIn).accountId()).isEqualTo(account);
    }
    world.time.advance(Duration.ofMinutes(65));
    world.memory.clear();

    assertRefused(signedIn);
    assertThat(world.caller(phone)).isNotNull();
  }

  @Test
  void whoIsNotActiveAnyMoreIsRefused() {
    world.sql.update("update account set is_active = false where id = ?", account);

    assertRefused(phone);
  }

  @Test
  void aTokenFromBeforeARoleChangedIsRefused() {
    world.sql.update("update account set staff_role = 'technician' where id = ?", account);

    assertRefused(phone);
  }

  private void assertRefused(Admission signedIn) {
    assertThatThrownBy(() -> world.caller(signedIn))
        .isInstanceOf(NotSignedIn.class)
        .extracting("code")
        .isEqualTo("TOKEN_INVALID");
  }
}
