package com.tokkatot.account;

import static com.tokkatot.account.AccountWorld.ORIGIN;
import static com.tokkatot.account.AccountWorld.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.courier.Channel;
import com.tokkatot.courier.Purpose;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotAllowed;
import com.tokkatot.shared.NotSignedIn;
import com.tokkatot.shared.TooMany;
import com.tokkatot.shared.Unavailable;
import java.time.Duration;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignUpTest {

  private final AccountWorld world = new AccountWorld();
  private final Contact contact = AccountWorld.newEmail();

  @Test
  void aCodeGoesToTheContactAndTheTableHoldsNothingReadable() {
    world.signUp(contact);

    var message = world.courier.last();
    assertThat(message.to()).isEqualTo(contact.value());
    assertThat(message.channel()).isEqualTo(Channel.EMAIL);
    assertThat(message.purpose()).isEqualTo(Purpose.VERIFY);
    assertThat(message.code()).matches("\\d{6}");
    assertThat(message.expiresAt()).isEqualTo(world.time.instant().plus(Duration.ofHours(24)));
    assertThat(rowsAsText()).doesNotContain(contact.value()).doesNotContain(message.token());
  }

  @Test
  void aPhoneGetsATextMessage() {
    world.signUp(AccountWorld.newPhone());

    assertThat(world.courier.last().channel()).isEqualTo(Channel.SMS);
  }

  @Test
  void theRightPasswordOpensNothingBeforeTheCodeHasComeBack() {
    world.signUp(contact);

    assertThatThrownBy(() -> world.signIn(contact))
        .isInstanceOf(NotAllowed.class)
        .extracting("code")
        .isEqualTo("CONTACT_NOT_VERIFIED");
    assertThatThrownBy(() -> world.signIn(contact, "wrong password"))
        .isInstanceOf(NotSignedIn.class);
  }

  @Test
  void theCodeProvesTheContactOnce() {
    world.signUp(contact);
    var code = world.courier.last().code();
    world.signUp.verify(contact, code, ORIGIN);

    assertThat(world.signIn(contact).accessToken()).isNotBlank();
    assertCodeInvalid(() -> world.signUp.verify(contact, code, ORIGIN));
  }

  @Test
  void theLinkProvesItToo() {
    world.signUp(contact);
    world.signUp.verify(world.courier.last().token(), ORIGIN);

    assertThat(world.signIn(contact).accessToken()).isNotBlank();
  }

  @Test
  void aCodeDiesAfterFiveWrongTries() {
    world.signUp(contact);
    var code = world.courier.last().code();
    for (var i = 0; i < 5; i++) {
      assertCodeInvalid(() -> world.signUp.verify(contact, other(code), ORIGIN));
    }

    assertCodeInvalid(() -> world.signUp.verify(contact, code, ORIGIN));
    assertCodeInvalid(() -> world.signUp.verify(world.courier.last().token(), ORIGIN));
  }

  @Test
  void aCodeDiesAfterADay() {
    world.signUp(contact);
    world.time.advance(Duration.ofHours(24));

    assertCodeInvalid(() -> world.signUp.verify(contact, world.courier.last().code(), ORIGIN));
  }

  @Test
  void aCodeForOneContactDoesNotProveAnother() {
    world.signUp(contact);
    var code = world.courier.last().code();
    var another = AccountWorld.newEmail();
    world.signUp(another);

    if (!code.equals(world.courier.last().code())) {
      assertCodeInvalid(() -> world.signUp.verify(another, code, ORIGIN));
    }
  }

  @Test
  void whatCannotBeSentIsSaidAndTheAccountIsKept() {
    world.courier.breakDown();

    assertThatThrownBy(() -> world.signUp(contact))
        .isInstanceOf(Unavailable.class)
        .extracting("code")
        .isEqualTo("CODE_NOT_SENT");
    world.signUp.verify(contact, world.courier.last().code(), ORIGIN);
    assertThat(world.signIn(contact).accessToken()).isNotBlank();
  }

  @Nested
  class WhenTheContactIsKnown {

    private final UUID owner = world.farmer(contact);

    @Test
    void theAnswerIsTheSameAndOnlyTheOwnerHears() {
      var id = world.signUp.with(new SignUpRequest(contact, "another one", "Thief", "en"), ORIGIN);

      assertThat(id).isNotEqualTo(owner);
      assertThat(world.courier.last().purpose()).isEqualTo(Purpose.KNOWN);
      assertThat(world.courier.last().language()).isEqualTo("km");
      assertThat(world.courier.last().code()).isNull();
      assertThat(world.signIn(contact, PASSWORD).accountId()).isEqualTo(owner);
      assertThatThrownBy(() -> world.signIn(contact, "another one"))
          .isInstanceOf(NotSignedIn.class);
    }

    @Test
    void everyTryGetsAnotherId() {
      assertThat(world.signUp(contact)).isNotEqualTo(world.signUp(contact));
    }
  }

  @Nested
  class WhenNobodyHasProvenTheContact {

    @Test
    void theLastOneWhoSignedUpGetsTheAccountAndTheCode() {
      var first = world.signUp(contact);
      var oldCode = world.courier.last();
      var second =
          world.signUp.with(new SignUpRequest(contact, "another one", "Sok", "en"), ORIGIN);

      assertThat(second).isNotEqualTo(first);
      assertCodeInvalid(() -> world.signUp.verify(oldCode.token(), ORIGIN));
      world.signUp.verify(contact, world.courier.last().code(), ORIGIN);
      assertThat(world.signIn(contact, "another one").accountId()).isEqualTo(second);
    }
  }

  @Test
  void aContactIsWrittenToThreeTimesAnHourKnownOrNot() {
    world.farmer(contact);
    world.signUp(contact);
    world.signUp(contact);

    assertThatThrownBy(() -> world.signUp(contact)).isInstanceOf(TooMany.class);
    world.time.advance(Duration.ofHours(1));
    assertThat(world.signUp(contact)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"short77", "", "ទឹកទឹក"})
  void aShortPasswordIsRefusedByName(String password) {
    assertThatThrownBy(() -> new SignUpRequest(contact, password, "Sok", "km"))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("password must have 8 to 200 characters");
  }

  @Test
  void aLongKhmerPasswordWorks() {
    var password = "មាន់".repeat(40);
    world.signUp.with(new SignUpRequest(contact, password, "Sok", "km"), ORIGIN);
    world.signUp.verify(contact, world.courier.last().code(), ORIGIN);

    assertThat(world.signIn(contact, password).accessToken()).isNotBlank();
    assertThatThrownBy(() -> world.signIn(contact, password + "x")).isInstanceOf(NotSignedIn.class);
  }

  private static void assertCodeInvalid(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(Invalid.class)
        .extracting("code")
        .isEqualTo("CODE_INVALID");
  }

  private static String other(String code) {
    return code.startsWith("0") ? "1" + code.substring(1) : "0" + code.substring(1);
  }

  private String rowsAsText() {
    return world
        .sql
        .query(
            "select a::text || c::text from account a join verification_code c"
                + " on c.account_id = a.id where email_index = ?",
            row -> row.getString(1),
            contact.index(world.vault))
        .get(0);
  }
}
