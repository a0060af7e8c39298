package com.tokkatot.account;

import static com.tokkatot.account.AccountWorld.ORIGIN;
import static com.tokkatot.account.AccountWorld.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.NotSignedIn;
import com.tokkatot.shared.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AccountRemovalTest {

  private final AccountWorld world = new AccountWorld();
  private final Contact contact = AccountWorld.newEmail();
  private final UUID account = world.farmer(contact);
  private final Admission signedIn = world.signIn(contact);
  private final Caller caller = world.caller(signedIn);
  private final UUID farm = TestDatabase.farm(world.sql).id();

  @Test
  void whatNamesThePersonIsGone() {
    join("viewer");
    world.removal.remove(caller, PASSWORD, ORIGIN);

    assertThat(row("select a::text from account a where id = ?"))
        .doesNotContain("Sok Dara", "1.")
        .contains(account.toString());
    assertThat(row("select count(*)::text from farm_member where account_id = ?")).isEqualTo("0");
    assertThat(row("select s::text from session s where account_id = ?"))
        .doesNotContain(ORIGIN.ipAddress(), "Phone");
    assertThat(row("select string_agg(l::text, ' ') from audit_log l where account_id = ?"))
        .doesNotContain(ORIGIN.ipAddress())
        .contains("sign_in.accepted", "account.deleted");
  }

  @Test
  void whatThePersonWantedToBeToldIsGone() {
    world.sql.update(
        "insert into message_mute (id, account_id, until) values (?, ?, now())",
        UUID.randomUUID(),
        account);
    world.sql.update(
        "insert into alert_subscription (id, account_id, alert_type, channel, is_enabled,"
            + " created_at) values (?, ?, 'all', 'in_app', true, now())",
        UUID.randomUUID(),
        account);
    world.sql.update(
        "insert into setting (scope, owner_id, version, chosen) values ('account', ?, 1, '{}')",
        account);

    world.removal.remove(caller, PASSWORD, ORIGIN);

    assertThat(row("select count(*)::text from message_mute where account_id = ?")).isEqualTo("0");
    assertThat(row("select count(*)::text from alert_subscription where account_id = ?"))
        .isEqualTo("0");
    assertThat(row("select count(*)::text from setting where owner_id = ?")).isEqualTo("0");
  }

  @Test
  void nobodySignsInAnyMoreAndTheContactIsFree() {
    world.removal.remove(caller, PASSWORD, ORIGIN);

    assertThatThrownBy(() -> world.caller(signedIn)).isInstanceOf(NotSignedIn.class);
    assertThatThrownBy(() -> world.signIn(contact)).isInstanceOf(NotSignedIn.class);
    assertThat(world.farmer(contact)).isNotEqualTo(account);
  }

  @Test
  void anOwnerHasToDeleteTheFarmsFirst() {
    join("owner");

    assertThatThrownBy(() -> world.removal.remove(caller, PASSWORD, ORIGIN))
        .isInstanceOfSatisfying(
            Conflict.class,
            conflict -> {
              assertThat(conflict.code()).isEqualTo("OWNS_FARMS");
              assertThat(conflict.details())
                  .containsEntry("farms", List.of(Map.of("id", farm.toString(), "name", "Test")));
            });
    world.sql.update("update farm set deleted_at = now(), is_active = false where id = ?", farm);
    world.removal.remove(caller, PASSWORD, ORIGIN);
  }

  @Test
  void aWrongPasswordRemovesNothing() {
    assertThatThrownBy(() -> world.removal.remove(caller, "wrong", ORIGIN))
        .isInstanceOf(NotSignedIn.class);
    assertThat(world.signIn(contact).accountId()).isEqualTo(account);
  }

  private void join(String role) {
    world.sql.update(
        "insert into farm_member (farm_id, account_id, role) values (?, ?, ?)",
        farm,
        account,
        role);
  }

  private String row(String sql) {
    return world.sql.query(sql, row -> row.getString(1), account).get(0);
  }
}
