package com.tokkatot.account;

import static com.tokkatot.account.AccountWorld.ORIGIN;
import static com.tokkatot.account.AccountWorld.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.picture.PictureKind;
import com.tokkatot.picture.TestImages;
import com.tokkatot.picture.TestPictures;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.NotSignedIn;
import com.tokkatot.shared.TestDatabase;
import com.tokkatot.shared.TestObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void thePictureOfThePersonIsGone(@TempDir Path folder) throws Exception {
    try (var server = new TestObjects(folder)) {
      var pictures = TestPictures.over(world.sql, server.store(), world.time);
      world.removal.pictures = pictures;
      pictures.put(PictureKind.AVATAR, account, TestImages.jpeg(40, 30), account, ORIGIN);
      assertThat(files(folder)).isEqualTo(1);

      world.removal.remove(caller, PASSWORD, ORIGIN);

      assertThat(files(folder)).isZero();
      assertThat(row("select count(*)::text from picture where account_id = ?")).isEqualTo("0");
    }
  }

  private static long files(Path folder) throws IOException {
    try (var found = Files.walk(folder)) {
      return found.filter(file -> file.toString().endsWith(".jpg")).count();
    }
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
