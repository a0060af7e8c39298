package com.tokkatot.account;

import static com.tokkatot.account.AccountWorld.ORIGIN;
import static com.tokkatot.account.AccountWorld.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.audit.Origin;
import com.tokkatot.shared.Locked;
import com.tokkatot.shared.NotSignedIn;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a farmer is told of sign-ins to the own account. */
class SignInMessagesTest {

  private static final String ELSEWHERE = "198.51.100.20";
  private static final String NEW_PLACE = "sign_in_new_place " + ELSEWHERE + " Phone";

  private final AccountWorld world = new AccountWorld();
  private final Contact contact = AccountWorld.newEmail();
  private final UUID account = world.farmer(contact);

  @Test
  void theFirstSignInOfAnAccountIsNoNews() {
    signInFrom(ELSEWHERE);

    assertThat(told()).isEmpty();
  }

  @Test
  void aSignInFromAnotherAddressIsToldOnce() {
    signInFrom(ORIGIN.ipAddress());
    signInFrom(ELSEWHERE);
    signInFrom(ELSEWHERE);
    signInFrom(ORIGIN.ipAddress());

    assertThat(told()).containsExactly(NEW_PLACE);
  }

  @Test
  void anAddressIsNewAgainAfterNinetyDaysWithoutASession() {
    signInFrom(ELSEWHERE);
    world.time.advance(Duration.ofDays(90).minusMillis(1));
    signInFrom(ORIGIN.ipAddress());
    signInFrom(ELSEWHERE);
    assertThat(told()).containsExactly("sign_in_new_place " + ORIGIN.ipAddress() + " Phone");

    world.time.advance(Duration.ofDays(90));
    signInFrom(ELSEWHERE);

    assertThat(told()).hasSize(2).endsWith(NEW_PLACE);
  }

  @Test
  void aPlaceWhoseSessionHasMovedOnIsToldOncePerDay() {
    signInFrom(ORIGIN.ipAddress());
    signInFrom(ELSEWHERE);
    moveSessionsTo(ORIGIN.ipAddress());
    signInFrom(ELSEWHERE);
    assertThat(told()).containsExactly(NEW_PLACE);

    world.time.advance(Duration.ofDays(1));
    moveSessionsTo(ORIGIN.ipAddress());
    signInFrom(ELSEWHERE);

    assertThat(told()).containsExactly(NEW_PLACE, NEW_PLACE);
  }

  @Test
  void whereAnotherAccountIsAtHomeIsNewAllTheSame() {
    var other = AccountWorld.newEmail();
    world.farmer(other);
    world.signIn(other, PASSWORD, from(ELSEWHERE));
    signInFrom(ORIGIN.ipAddress());

    signInFrom(ELSEWHERE);

    assertThat(told()).containsExactly(NEW_PLACE);
  }

  @Test
  void anAddressThatIsNotKnownIsNotNew() {
    signInFrom(ORIGIN.ipAddress());
    signInFrom(null);

    assertThat(told()).isEmpty();
  }

  @Test
  void theFifthWrongPasswordIsToldOnceEachTimeTheDoorShuts() {
    fail(contact, 4);
    assertThat(told()).isEmpty();

    fail(contact, 1);
    fail(contact, 3);
    assertThat(told()).containsExactly("sign_in_refused_often " + ORIGIN.ipAddress() + " 5");

    world.time.advance(Lockout.WINDOW);
    fail(contact, 5);
    assertThat(told()).hasSize(2);
  }

  @Test
  void theRightPasswordAtTheFifthTryIsNoNews() {
    fail(contact, 4);
    signInFrom(ORIGIN.ipAddress());

    assertThat(told()).isEmpty();
  }

  @Test
  void anUnknownContactCostsTheSameWorkAndTellsNobody() {
    fail(AccountWorld.newEmail(), 6);

    assertThat(world.refusedOften.fired()).hasSize(1);
    assertThat(told(world.refusedOften.fired().get(0).accountId())).isEmpty();
    assertThat(told()).isEmpty();
  }

  @Test
  void noSessionWithoutItsMessageAndNoMessageWithoutItsSession() {
    signInFrom(ORIGIN.ipAddress());
    world.sql.together(
        () -> {
          world.sql.update("begin");
          signInFrom(ELSEWHERE);
          assertThat(told()).containsExactly(NEW_PLACE);
          return world.sql.update("rollback");
        });

    assertThat(told()).isEmpty();
  }

  private void signInFrom(String ipAddress) {
    world.signIn(contact, PASSWORD, from(ipAddress));
  }

  private static Origin from(String ipAddress) {
    return new Origin(ipAddress, "test", "request-2");
  }

  private void moveSessionsTo(String ipAddress) {
    world.sql.update("update session set ip_address = ? where account_id = ?", ipAddress, account);
  }

  private void fail(Contact who, int times) {
    for (var i = 0; i < times; i++) {
      assertThatThrownBy(() -> world.signIn(who, "wrong password"))
          .isInstanceOfAny(NotSignedIn.class, Locked.class);
    }
  }

  /** Topic, address, and device or count. */
  private List<String> told() {
    return told(account);
  }

  private List<String> told(UUID account) {
    return world.sql.query(
        "select concat_ws(' ', topic, details ->> 'ip_address', details ->> 'device_name',"
            + " details ->> 'count') as told from message where account_id = ?"
            + " order by created_at, id",
        row -> row.getString("told"),
        account);
  }
}
