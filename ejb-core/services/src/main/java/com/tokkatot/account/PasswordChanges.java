package com.tokkatot.account;

import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.courier.Purpose;
import com.tokkatot.shared.Vault;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;

/** Writes new passwords down; each call is one transaction. */
@Stateless
public class PasswordChanges {

  static final Duration CODE_LIFE = Duration.ofMinutes(30);

  @Inject Accounts accounts;
  @Inject PasswordHistory history;
  @Inject PendingContacts pending;
  @Inject Codes codes;
  @Inject Letters letters;
  @Inject Lockout lockout;
  @Inject AuditLog audit;
  @Inject Vault vault;
  @EJB Sessions sessions;

  /** A code to the contact, if somebody is known by it; on a thread of its own. */
  @Asynchronous
  public void sendReset(Contact contact, Origin origin) {
    var account = accounts.byContact(contact).filter(Account::active);
    var id = account.map(Account::id).orElse(null);
    audit.note(null, id, "password.forgotten", id, account.isEmpty() ? "unknown" : null, origin);
    if (account.isPresent()) {
      var issued = codes.issue(id, contact, Purpose.RESET, CODE_LIFE);
      letters.code(contact, Purpose.RESET, issued, account.get().language());
    }
  }

  /**
   * @return false when the code was used by somebody quicker
   */
  public boolean reset(Account account, Codes.Answered answered, String hash, Origin origin) {
    if (!codes.use(answered)) {
      return false;
    }
    // Who reads what is sent there owns the contact.
    pending.confirmFirst(answered);
    lockout.clear(answered.contactIndex());
    set(account.id(), null, hash, "password.reset", origin);
    return true;
  }

  public void change(Account account, UUID session, String hash, Origin origin) {
    set(account.id(), session, hash, "password.changed", origin);
  }

  private void set(UUID accountId, UUID except, String hash, String action, Origin origin) {
    accounts.setPassword(accountId, hash);
    history.add(accountId);
    audit.note(null, accountId, action, accountId, null, origin);
    sessions.endAll(accountId, except, "password changed", origin);
  }
}
