package com.tokkatot.account;

import static com.tokkatot.account.AccountWorld.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.courier.Purpose;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.Locked;
import com.tokkatot.shared.NotAllowed;
import com.tokkatot.shared.NotSignedIn;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaffTest {

  private static final String PASSWORD = "Feed-the-hens-7";

  private final AccountWorld world = new AccountWorld();
  private final Caller admin = new Caller(UUID.randomUUID(), UUID.randomUUID(), StaffRole.ADMIN);
  private final Contact contact = AccountWorld.newEmail();
  private final UUID id = invite(contact, StaffRole.TECHNICIAN);

  @Nested
  class WhenInvited {

    private final String token = world.courier.last().token();

    @Test
    void theInvitationOpensTheWayWithPasswordAndApp() {
      assertThat(world.courier.last().purpose()).isEqualTo(Purpose.INVITED_STAFF);
      var secret = world.enrolment.begin(token, PASSWORD, ORIGIN);
      assertThat(secret.otpauthUri())
          .startsWith("otpauth://totp/Tokkatot:" + contact.value())
          .contains("secret=" + secret.totpSecret());

      var codes = world.enrolment.confirm(token, totp(secret.totpSecret()), ORIGIN);

      assertThat(codes).hasSize(10).doesNotHaveDuplicates();
      nextStep();
      var signedIn = signIn(totp(secret.totpSecret()));
      assertThat(world.caller(signedIn).staffRole()).isEqualTo(StaffRole.TECHNICIAN);
      assertThat(signedIn.remembered()).isFalse();
    }

    @Test
    void nobodySignsInBeforeTheAppHasShownACode() {
      var secret = world.enrolment.begin(token, PASSWORD, ORIGIN);

      assertRefused(() -> signIn(totp(secret.totpSecret())));
    }

    @Test
    void anInvitationWorksOnceAndForThreeDays() {
      var secret = world.enrolment.begin(token, PASSWORD, ORIGIN);
      world.enrolment.confirm(token, totp(secret.totpSecret()), ORIGIN);
      assertCodeInvalid(() -> world.enrolment.begin(token, PASSWORD, ORIGIN));

      invite(AccountWorld.newEmail(), StaffRole.OPERATOR);
      world.time.advance(Duration.ofDays(3));
      assertCodeInvalid(
          () -> world.enrolment.begin(world.courier.last().token(), PASSWORD, ORIGIN));
    }

    @Test
    void fiveWrongCodesVoidTheInvitation() {
      var secret = world.enrolment.begin(token, PASSWORD, ORIGIN);
      for (var i = 0; i < 5; i++) {
        assertCodeInvalid(() -> world.enrolment.confirm(token, "no code", ORIGIN));
      }

      assertCodeInvalid(() -> world.enrolment.confirm(token, totp(secret.totpSecret()), ORIGIN));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "Short-7aaaa",
          "no-upper-case-7",
          "NO-LOWER-CASE-7",
          "No-digit-here",
          "NoSymbolHere7"
        })
    void aWeakPasswordIsRefused(String password) {
      assertThatThrownBy(() -> world.enrolment.begin(token, password, ORIGIN))
          .isInstanceOf(Invalid.class)
          .hasMessageContaining("password must");
    }
  }

  @Nested
  class WhenEnrolled {

    private final String secret;
    private final List<String> recoveryCodes;

    WhenEnrolled() {
      var token = world.courier.last().token();
      secret = world.enrolment.begin(token, PASSWORD, ORIGIN).totpSecret();
      recoveryCodes = world.enrolment.confirm(token, totp(secret), ORIGIN);
      nextStep();
    }

    @Test
    void aCodeCountsOnceAndOneStepAround() {
      var code = totp(secret);
      signIn(code);
      assertRefused(() -> signIn(code));

      nextStep();
      var late = totp(secret);
      nextStep();
      assertThat(signIn(late).accountId()).isEqualTo(id);

      var tooLate = totp(secret);
      world.time.advance(Totp.STEP.multipliedBy(2));
      assertRefused(() -> signIn(tooLate));
    }

    @Test
    void aRecoveryCodeOpensOnceHoweverItIsTyped() {
      var code = recoveryCodes.get(3).toLowerCase(Locale.ROOT).replace("-", " ");
      assertThat(recover(code).accountId()).isEqualTo(id);

      assertRefused(() -> recover(code));
      assertRefused(() -> recover("AAAA-AAAA-AAAA-AAAA"));
    }

    @Test
    void aWrongCodeCountsAsAFailureAndSoDoesAWrongPassword() {
      for (var i = 0; i < 5; i++) {
        assertRefused(() -> signIn("no code"));
      }

      assertThatThrownBy(() -> signIn(totp(secret))).isInstanceOf(Locked.class);
    }

    @Test
    void farmersAreNobodyAtThisDoor() {
      var farmer = AccountWorld.newEmail();
      world.farmer(farmer);

      assertRefused(
          () ->
              world.staffSignIn.with(
                  farmer,
                  AccountWorld.PASSWORD,
                  new StaffSignIn.Proof("123456", null),
                  null,
                  ORIGIN));
    }

    @Test
    void exactlyOneSecondProofIsGiven() {
      assertThatThrownBy(() -> new StaffSignIn.Proof(null, null)).isInstanceOf(Invalid.class);
      assertThatThrownBy(() -> new StaffSignIn.Proof("1", "2")).isInstanceOf(Invalid.class);
    }

    @Test
    void aPasswordOfNinetyDaysMustBeReplacedAndNotByOneOfTheLast() {
      world.time.advance(Duration.ofDays(90));
      assertThatThrownBy(() -> signIn(totp(secret)))
          .isInstanceOf(NotAllowed.class)
          .extracting("code")
          .isEqualTo("PASSWORD_EXPIRED");

      world.passwords.forgot(contact, ORIGIN);
      var token = world.courier.last().token();
      assertThatThrownBy(() -> world.passwords.reset(token, PASSWORD, ORIGIN))
          .isInstanceOf(Invalid.class)
          .hasMessageContaining("must not be one of the last 3");
      assertThatThrownBy(() -> world.passwords.reset(token, "long enough", ORIGIN))
          .isInstanceOf(Invalid.class);
      world.passwords.reset(token, PASSWORD + "x", ORIGIN);

      nextStep();
      assertThat(signIn(PASSWORD + "x", totp(secret)).accountId()).isEqualTo(id);
    }

    @Test
    void aChangedRoleEndsTheSessionsAndCountsFromTheNext() {
      anotherAdmin();
      var signedIn = signIn(totp(secret));
      world.caller(signedIn);
      var changed = world.staff.change(admin, id, StaffRole.OPERATOR, null, ORIGIN);

      assertThat(changed.role()).isEqualTo("operator");
      assertThatThrownBy(() -> world.caller(signedIn)).isInstanceOf(NotSignedIn.class);
      nextStep();
      assertThat(world.caller(signIn(totp(secret))).staffRole()).isEqualTo(StaffRole.OPERATOR);
    }

    @Test
    void whoIsDeactivatedIsOutAtOnceAndCannotComeBack() {
      anotherAdmin();
      var signedIn = signIn(totp(secret));
      world.staff.change(admin, id, null, false, ORIGIN);

      assertThatThrownBy(() -> world.caller(signedIn)).isInstanceOf(NotSignedIn.class);
      nextStep();
      assertRefused(() -> signIn(totp(secret)));
    }

    @Test
    void theLastAdminStays() {
      world.sql.update("update account set is_active = false where staff_role = 'admin'");
      var last = anotherAdmin();

      assertThatThrownBy(() -> world.staff.change(admin, last, StaffRole.OPERATOR, null, ORIGIN))
          .isInstanceOf(Conflict.class)
          .extracting("code")
          .isEqualTo("LAST_ADMIN");
    }

    @Test
    void whoLostTheAppEnrolsAgainByInvitation() {
      var signedIn = signIn(totp(secret));
      var view = world.staff.resetFactor(admin, id, ORIGIN);

      assertThat(view.enrolled()).isFalse();
      assertThatThrownBy(() -> world.caller(signedIn)).isInstanceOf(NotSignedIn.class);
      nextStep();
      assertRefused(() -> signIn(totp(secret)));
      assertRefused(() -> recover(recoveryCodes.get(0)));
      var token = world.courier.last().token();
      var fresh = world.enrolment.begin(token, PASSWORD + "y", ORIGIN).totpSecret();
      world.enrolment.confirm(token, totp(fresh), ORIGIN);
      nextStep();
      assertThat(signIn(PASSWORD + "y", totp(fresh)).accountId()).isEqualTo(id);
    }
  }

  @Test
  void onlyAdminsLookAfterStaffAndTechniciansDoNotReadTheTrail() {
    for (var role : new StaffRole[] {StaffRole.TECHNICIAN, StaffRole.OPERATOR, null}) {
      var other = new Caller(UUID.randomUUID(), UUID.randomUUID(), role);
      assertThatThrownBy(() -> world.staff.all(other)).isInstanceOf(NotAllowed.class);
      assertThatThrownBy(() -> world.staff.resetFactor(other, id, ORIGIN))
          .isInstanceOf(NotAllowed.class);
      if (role != StaffRole.OPERATOR) {
        assertThatThrownBy(
                () -> world.trail.find(other, new TrailFilter(null, null, null, null, null), 10, 0))
            .isInstanceOf(NotAllowed.class);
      }
    }
  }

  @Test
  void staffAreListedWithWhetherTheyHaveEnrolled() {
    assertThat(world.staff.all(admin))
        .filteredOn(view -> view.id().equals(id))
        .singleElement()
        .satisfies(
            view -> {
              assertThat(view.email()).isEqualTo(contact.value());
              assertThat(view.enrolled()).isFalse();
            });
  }

  @Test
  void anAddressThatIsKnownIsNotInvited() {
    assertThatThrownBy(() -> invite(contact, StaffRole.ADMIN)).isInstanceOf(Conflict.class);
  }

  @Test
  void theTrailIsFoundByWhoWhatAndWhen() {
    var farmer = AccountWorld.newEmail();
    var account = world.farmer(farmer);
    assertThatThrownBy(() -> world.signIn(farmer, "wrong")).isInstanceOf(NotSignedIn.class);
    world.signIn(farmer);
    var now = world.time.instant();

    assertThat(find(new TrailFilter(null, account, "sign_in", now, now.plusSeconds(1))).lines())
        .extracting(TrailPage.Line::action)
        .containsExactly("sign_in.accepted", "sign_in.refused");
    assertThat(find(new TrailFilter(null, account, "sign_in.refused", null, null)).total())
        .isEqualTo(1);
    assertThat(find(new TrailFilter(null, account, "sign", null, null)).total()).isZero();
    assertThat(find(new TrailFilter(null, account, null, now.plusSeconds(1), null)).total())
        .isZero();
  }

  private TrailPage find(TrailFilter filter) {
    return world.trail.find(admin, filter, 10, 0);
  }

  private UUID invite(Contact to, StaffRole role) {
    return world.staff.invite(admin, to, "Chan Technician", role, ORIGIN).id();
  }

  private UUID anotherAdmin() {
    var other = invite(AccountWorld.newEmail(), StaffRole.ADMIN);
    world.factors.confirm(other);
    return other;
  }

  private Admission signIn(String totp) {
    return signIn(PASSWORD, totp);
  }

  private Admission signIn(String password, String totp) {
    return world.staffSignIn.with(
        contact, password, new StaffSignIn.Proof(totp, null), "Laptop", ORIGIN);
  }

  private Admission recover(String code) {
    return world.staffSignIn.with(
        contact, PASSWORD, new StaffSignIn.Proof(null, code), "Laptop", ORIGIN);
  }

  private String totp(String secret) {
    return Totp.code(Base32.decode(secret), Totp.step(world.time.instant()));
  }

  private void nextStep() {
    world.time.advance(Totp.STEP);
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(NotSignedIn.class)
        .extracting("code")
        .isEqualTo("INVALID_CREDENTIALS");
  }

  private static void assertCodeInvalid(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(Invalid.class)
        .extracting("code")
        .isEqualTo("CODE_INVALID");
  }
}
