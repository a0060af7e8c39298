package com.tokkatot.account;

import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.courier.Purpose;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** Writes down what people change of themselves; each call is one transaction. */
@Stateless
public class ProfileChanges {

  @Inject Sql sql;
  @Inject Accounts accounts;
  @Inject PendingContacts pending;
  @Inject Codes codes;
  @Inject Letters letters;
  @Inject AuditLog audit;

  /**
   * @return the message that brings the code, when a contact was among it
   */
  public Optional<UUID> write(Caller caller, ProfileChange change, Origin origin) {
    var account =
        accounts
            .byId(caller.accountId())
            .orElseThrow(() -> new NotFound("USER_NOT_FOUND", "the account is gone"));
    sql.update(
        "update account set name = coalesce(?, name), language = coalesce(?, language),"
            + " timezone = coalesce(?, timezone), avatar_url = nullif(coalesce(?, avatar_url), '')"
            + " where id = ?",
        change.name(),
        change.language(),
        change.timezone(),
        change.avatarUrl(),
        account.id());
    audit.note(null, account.id(), "account.changed", account.id(), null, origin);
    return change.contact() == null ? Optional.empty() : ask(account, change.contact(), origin);
  }

  private Optional<UUID> ask(Account account, Contact contact, Origin origin) {
    if (contact.value().equals(account.email()) || contact.value().equals(account.phone())) {
      pending.forget(account.id());
      return Optional.empty();
    }
    audit.note(
        null, account.id(), "contact.requested", account.id(), contact.kind().name(), origin);
    pending.ask(account.id(), contact);
    var owner = accounts.byContact(contact).filter(Account::isSettled);
    if (owner.isPresent()) {
      return Optional.of(letters.known(contact, owner.get().language()));
    }
    var issued = codes.issue(account.id(), contact, Purpose.VERIFY, NewAccounts.CODE_LIFE);
    return Optional.of(letters.code(contact, Purpose.VERIFY, issued, account.language()));
  }
}
