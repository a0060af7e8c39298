package com.tokkatot.account;

import com.tokkatot.shared.Sql;
import com.tokkatot.shared.Vault;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.UUID;

/** Contacts that wait for their code, and what happens when it comes back. */
@Dependent
class PendingContacts {

  @Inject Sql sql;
  @Inject Vault vault;
  @Inject Accounts accounts;

  /** The account wants this contact; it replaces one of the same kind as soon as it is proven. */
  void ask(UUID accountId, Contact contact) {
    sql.update(
        "update account set pending_sealed = ?, pending_index = ? where id = ?",
        vault.seal(Accounts.PENDING, contact.value()),
        contact.index(vault),
        accountId);
  }

  void forget(UUID accountId) {
    sql.update(
        "update account set pending_sealed = null, pending_index = null where id = ?", accountId);
  }

  /** The contact somebody signed up with. */
  boolean confirmFirst(Codes.Answered answered) {
    return sql.update(
            "update account set contact_verified = true"
                + " where id = ? and (email_index = ? or phone_index = ?)"
                + " and deleted_at is null",
            answered.accountId(),
            answered.contactIndex(),
            answered.contactIndex())
        == 1;
  }

  /** A contact that waited. An account that never proved it gives it up; one that did keeps it. */
  boolean confirmNew(UUID accountId, byte[] contactIndex) {
    var account = accounts.byId(accountId);
    if (account.isEmpty() || account.get().pending() == null) {
      return false;
    }
    var contact = Contact.any("contact", account.get().pending());
    accounts
        .byContact(contact)
        .filter(other -> !other.isSettled())
        .ifPresent(other -> accounts.removeUnverified(other.id()));
    var column = Accounts.column(contact);
    return sql.update(
            "update account set "
                + column
                + "_sealed = ?, "
                + column
                + "_index = pending_index, pending_sealed = null, pending_index = null"
                + " where id = ? and pending_index = ?"
                + " and not exists (select from account other where other."
                + column
                + "_index = account.pending_index)",
            vault.seal(contact.kind().purpose(), contact.value()),
            accountId,
            contactIndex)
        == 1;
  }
}
