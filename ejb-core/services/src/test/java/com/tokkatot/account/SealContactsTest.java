package com.tokkatot.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import com.tokkatot.shared.TestVault;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SealContactsTest {

  private final UUID sok = UUID.randomUUID();
  private final UUID odd = UUID.randomUUID();

  @Test
  void whoWasThereBeforeKeepsTheContactAndNobodyCanReadIt() {
    var database = TestDatabase.empty();
    var before = TestDatabase.migrate(database, "20261124.1300");
    add(before, sok, "Sok@Example.com", "012 345 678");
    add(before, odd, "not an address", null);
    var after = TestDatabase.migrate(database, "latest");
    var accounts = over(after);

    var found = accounts.byContact(Contact.phone("phone", "+85512345678")).orElseThrow();

    assertThat(found.id()).isEqualTo(sok);
    assertThat(found.email()).isEqualTo("sok@example.com");
    assertThat(found.name()).isEqualTo("Sok");
    assertThat(accounts.byId(odd).orElseThrow().email()).isEqualTo("not an address");
    assertThat(
            after.query("select a::text from account a where id = ?", row -> row.getString(1), sok))
        .singleElement()
        .asString()
        .doesNotContain("xample", "345");
  }

  private static void add(Sql sql, UUID id, String email, String phone) {
    sql.update(
        "insert into account (id, email, phone, password_hash, name) values (?, ?, ?, 'x', 'Sok')",
        id,
        email,
        phone);
  }

  private static Accounts over(Sql sql) {
    var accounts = new Accounts();
    accounts.sql = sql;
    accounts.vault = TestVault.vault();
    accounts.time = new SettableTime("2026-03-01T06:00:00Z");
    return accounts;
  }
}
