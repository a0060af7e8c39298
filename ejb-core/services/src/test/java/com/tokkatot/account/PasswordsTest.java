package com.tokkatot.account;

import static com.tokkatot.account.AccountWorld.ORIGIN;
import static com.tokkatot.account.AccountWorld.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.courier.Purpose;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.Locked;
import com.tokkatot.shared.NotSignedIn;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PasswordsTest {

  private static final String NEW = "another chicken";

  private final AccountWorld world = new AccountWorld();
  private final Contact contact = AccountWorld.newPhone();
  private final UUID account = world.farmer(contact);
  private final Admission signedIn = world.signIn(contact);

  @Test
  void aForgottenPasswordIsReplacedWithTheCode() {
    world.passwords.forgot(contact, ORIGIN);
    assertThat(world.courier.last().purpose()).isEqualTo(Purpose.RESET);
    world.passwords.reset(contact, world.courier.last().code(), NEW, ORIGIN);

    assertThat(world.signIn(contact, NEW).accountId()).isEqualTo(account);
    assertThatThrownBy(() -> world.signIn(contact)).isInstanceOf(NotSignedIn.class);
    assertThat(world.audited(account)).contains("password.forgotten", "password.reset");
  }

  @Test
  void aResetEndsAllSessions() {
    world.caller(signedIn);
    world.passwords.forgot(contact, ORIGIN);
    world.passwords.reset(world.courier.last().token(), NEW, ORIGIN);

    assertThatThrownBy(() -> world.caller(signedIn)).isInstanceOf(NotSignedIn.class);
  }

  @Test
  void aResetOpensALockedDoor() {
    for (var i = 0; i < 5; i++) {
      assertThatThrownBy(() -> world.signIn(contact, "wrong")).isInstanceOf(NotSignedIn.class);
    }
    world.passwords.forgot(contact, ORIGIN);
    world.passwords.reset(world.courier.last().token(), NEW, ORIGIN);

    assertThat(world.signIn(contact, NEW).accountId()).isEqualTo(account);
  }

  @Test
  void aResetCodeLivesHalfAnHourAndWorksOnce() {
    world.passwords.forgot(contact, ORIGIN);
    var token = world.courier.last().token();
    world.time.advance(Duration.ofMinutes(30));
    assertCodeInvalid(token);

    world.passwords.forgot(contact, ORIGIN);
    var fresh = world.courier.last().token();
    world.passwords.reset(fresh, NEW, ORIGIN);
    assertCodeInvalid(fresh);
  }

  @Test
  void aCodeForOnePurposeIsNoneForAnother() {
    var another = AccountWorld.newPhone();
    world.signUp(another);
    var verify = world.courier.last();

    assertCodeInvalid(verify.token());
    assertThatThrownBy(() -> world.passwords.reset(another, verify.code(), NEW, ORIGIN))
        .isInstanceOf(Invalid.class);
  }

  @Test
  void anUnknownContactGetsNothing() {
    var before = world.courier.given().size();
    world.passwords.forgot(AccountWorld.newPhone(), ORIGIN);

    assertThat(world.courier.given()).hasSize(before);
  }

  @Test
  void aBadPasswordDoesNotUseTheCodeUp() {
    world.passwords.forgot(contact, ORIGIN);
    var token = world.courier.last().token();
    assertThatThrownBy(() -> world.passwords.reset(token, "short", ORIGIN))
        .hasMessageContaining("password must have");

    world.passwords.reset(token, NEW, ORIGIN);
    assertThat(world.signIn(contact, NEW).accountId()).isEqualTo(account);
  }

  @Test
  void aChangeNeedsTheOldPasswordAndEndsTheOtherSessions() {
    var tablet = world.signIn(contact);
    world.passwords.change(world.caller(signedIn), PASSWORD, NEW, ORIGIN);

    assertThat(world.caller(signedIn).accountId()).isEqualTo(account);
    assertThatThrownBy(() -> world.caller(tablet)).isInstanceOf(NotSignedIn.class);
    assertThat(world.signIn(contact, NEW).accountId()).isEqualTo(account);
  }

  @Test
  void aStolenSessionCannotGuessThePassword() {
    var caller = world.caller(signedIn);
    for (var i = 0; i < 5; i++) {
      assertThatThrownBy(() -> world.passwords.change(caller, "wrong", NEW, ORIGIN))
          .isInstanceOf(NotSignedIn.class);
    }

    assertThatThrownBy(() -> world.passwords.change(caller, PASSWORD, NEW, ORIGIN))
        .isInstanceOf(Locked.class);
  }

  private void assertCodeInvalid(String token) {
    assertThatThrownBy(() -> world.passwords.reset(token, NEW, ORIGIN))
        .isInstanceOf(Invalid.class)
        .extracting("code")
        .isEqualTo("CODE_INVALID");
  }
}
