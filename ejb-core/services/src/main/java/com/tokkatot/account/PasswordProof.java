package com.tokkatot.account;

import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.shared.Locked;
import com.tokkatot.shared.NotSignedIn;
import com.tokkatot.shared.Vault;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** Asks who is signed in for the password once more; a stolen session alone gets nowhere. */
@Dependent
class PasswordProof {

  @Inject Accounts accounts;
  @Inject PasswordHashes hashes;
  @Inject Lockout lockout;
  @Inject AuditLog audit;
  @Inject Vault vault;

  /**
   * The caller's account.
   *
   * @throws NotSignedIn if the password is wrong ({@code INVALID_CREDENTIALS})
   * @throws Locked after five wrong ones ({@code ACCOUNT_LOCKED})
   */
  Account of(Caller caller, String password, Origin origin) {
    var id = caller.accountId();
    var account = accounts.byId(id).orElse(null);
    var index = vault.index("password", id.toString());
    lockout.enter(index);
    if (!hashes.matches(password, account == null ? null : account.passwordHash())) {
      audit.noteApart(null, id, "password.refused", id, "wrong password", origin);
      throw new NotSignedIn("INVALID_CREDENTIALS", "the password is wrong");
    }
    lockout.clear(index);
    return account;
  }
}
