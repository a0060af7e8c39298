package com.tokkatot.account;

import static com.tokkatot.account.AccountWorld.ORIGIN;
import static com.tokkatot.account.AccountWorld.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.tokkatot.audit.Origin;
import com.tokkatot.shared.NotSignedIn;
import com.tokkatot.shared.TestDatabase;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AccountCopiesTest {

  private final AccountWorld world = new AccountWorld();
  private final Contact contact = AccountWorld.newEmail();
  private final UUID account = world.farmer(contact);
  private final Caller caller = world.caller(world.signIn(contact));

  @Test
  void theCopyHoldsEverythingAboutThePerson() {
    var farm = TestDatabase.farm(world.sql);
    world.sql.update(
        "insert into farm_member (farm_id, account_id, role) values (?, ?, 'manager')",
        farm.id(),
        account);
    world.sql.update(
        "insert into setting (scope, owner_id, version, chosen)"
            + " values ('account', ?, 1, '{\"theme\": \"dark\"}')",
        account);
    var alert = UUID.randomUUID();
    world.sql.update(
        "insert into alert (id, farm_id, type, severity, message_key, triggered_at)"
            + " values (?, ?, 'farm_offline', 'critical', 'alert.farmOffline', now())",
        alert,
        farm.id());
    world.sql.update(
        "insert into message (id, account_id, farm_id, alert_id, severity, is_silent, created_at,"
            + " deleted_at) values (?, ?, ?, ?, 'urgent', false, now(), now())",
        UUID.randomUUID(),
        account,
        farm.id(),
        alert);

    world.signIn(contact, PASSWORD, new Origin("192.0.2.8", "other", "request-2"));

    var copy = world.copies.of(caller, ORIGIN);

    assertThat(copy.account().email()).isEqualTo(contact.value());
    assertThat(copy.sessions()).hasSize(2);
    assertThat(copy.farms())
        .extracting(AccountCopy.MembershipCopy::farmId)
        .containsExactly(farm.id());
    assertThat(copy.activities())
        .extracting(ActivityView::eventType)
        .contains("sign_in.accepted", "account.exported");
    assertThat(copy.messages())
        .extracting(AccountCopy.MessageCopy::type, AccountCopy.MessageCopy::ipAddress)
        .containsExactlyInAnyOrder(
            tuple("farm_offline", null), tuple("sign_in_new_place", "192.0.2.8"));
    assertThat(copy.preferences()).containsExactly(new AccountCopy.PreferenceCopy("theme", "dark"));
  }

  @Test
  void theLogShowsTriesOfOthersAndTheDevice() {
    assertThatThrownBy(() -> world.signIn(contact, "wrong")).isInstanceOf(NotSignedIn.class);
    var page = world.activities.of(caller, 30, 50, 0);

    assertThat(page.total()).isEqualTo(page.activities().size());
    assertThat(page.activities())
        .extracting(ActivityView::eventType)
        .contains("sign_in.refused", "contact.verified");
    assertThat(page.activities())
        .filteredOn(line -> line.eventType().equals("sign_in.accepted"))
        .extracting(ActivityView::deviceName)
        .containsExactly("Phone");
  }

  @Test
  void theLogComesInPagesAndEnds() {
    var page = world.activities.of(caller, 30, 1, 0);
    assertThat(page.activities()).hasSize(1);
    assertThat(page.hasMore()).isTrue();

    world.time.advance(Duration.ofDays(30));
    assertThat(world.activities.of(caller, 30, 1, 0).activities()).isEmpty();
  }
}
