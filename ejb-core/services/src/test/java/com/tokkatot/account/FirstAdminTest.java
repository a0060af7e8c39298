package com.tokkatot.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.courier.Purpose;
import com.tokkatot.shared.TestDatabase;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FirstAdminTest {

  private final AccountWorld world = new AccountWorld(TestDatabase.another());
  private final FirstAdmin first = new FirstAdmin();

  @BeforeEach
  void wire() {
    first.address = Optional.of("first@example.com");
    first.sql = world.sql;
    first.accounts = world.accounts;
    first.time = world.time;
    first.changes = world.staffChanges;
  }

  @Test
  void theFirstAdminIsInvitedOnce() {
    first.invite();
    first.invite();

    assertThat(world.courier.given()).hasSize(1);
    assertThat(world.courier.last().purpose()).isEqualTo(Purpose.INVITED_STAFF);
    assertThat(account().staffRole()).isEqualTo(StaffRole.ADMIN);
  }

  @Test
  void anInvitationNobodyTookIsSentAgainAtTheNextStart() {
    first.invite();
    world.time.advance(StaffChanges.INVITATION_LIFE.plus(Duration.ofMinutes(1)));
    first.invite();

    assertThat(world.courier.given()).hasSize(2);
  }

  @Test
  void nobodyIsInvitedOnceSomebodyHasEnrolled() {
    first.invite();
    world.factors.confirm(account().id());
    world.time.advance(Duration.ofDays(30));
    first.invite();

    assertThat(world.courier.given()).hasSize(1);
  }

  @Test
  void aFarmersAccountIsNotMadeStaff() {
    world.farmer(Contact.email("email", "first@example.com"));
    var before = world.courier.given().size();
    first.invite();

    assertThat(world.courier.given()).hasSize(before);
    assertThat(account().staffRole()).isNull();
  }

  @Test
  void noAddressAndAWrongOneInviteNobody() {
    first.address = Optional.empty();
    first.invite();
    first.address = Optional.of("nonsense");
    first.invite();

    assertThat(world.courier.given()).isEmpty();
  }

  private Account account() {
    return world.accounts.byContact(Contact.email("email", "first@example.com")).orElseThrow();
  }
}
