package com.tokkatot.account;

import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.Sql;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.UUID;

/** Staff may not take one of their last three passwords again. Source: requirements.md 5. */
@Dependent
class PasswordHistory {

  private static final int REMEMBERED = 3;

  @Inject Sql sql;
  @Inject PasswordHashes hashes;

  /**
   * @throws Invalid if it is one of the last
   */
  void check(String field, Account account, String password) {
    var last =
        sql.query(
            "select password_hash from password_history where account_id = ?"
                + " order by changed_at desc limit ?",
            row -> row.getString(1),
            account.id(),
            REMEMBERED);
    if (last.stream().anyMatch(hash -> hashes.matches(password, hash))) {
      throw new Invalid(field, "must not be one of the last " + REMEMBERED);
    }
  }

  /** Adds the account's present password, after it was set. */
  void add(UUID accountId) {
    sql.update(
        "insert into password_history (account_id, password_hash, changed_at)"
            + " select id, password_hash, password_changed_at from account where id = ?"
            + " on conflict do nothing",
        accountId);
  }
}
