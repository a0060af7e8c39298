package com.tokkatot.account;

import com.tokkatot.audit.Origin;
import com.tokkatot.shared.Locked;
import com.tokkatot.shared.NotAllowed;
import com.tokkatot.shared.NotSignedIn;
import com.tokkatot.shared.Vault;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/**
 * The way in for people. A known and an unknown contact get the same answers after the same work.
 *
 * <p>Without a transaction, because comparing a password takes a quarter of a second, and because a
 * failed try must be kept although it is answered with a refusal.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SignIn {

  @Inject Accounts accounts;
  @Inject PasswordHashes hashes;
  @Inject Lockout lockout;
  @Inject Vault vault;
  @EJB SessionOpening sessions;
  @EJB SignInRefusals refusals;

  /**
   * Signs in a farmer.
   *
   * @throws NotSignedIn if contact or password is wrong; which is not told ({@code
   *     INVALID_CREDENTIALS})
   * @throws NotAllowed if the password is right and the contact not proven ({@code
   *     CONTACT_NOT_VERIFIED})
   * @throws Locked after five failures, whether or not there is an account ({@code ACCOUNT_LOCKED})
   */
  public Admission with(Contact contact, String password, SessionOpening.Wish wish, Origin origin) {
    var index = contact.index(vault);
    // Staff have a door of their own; here they are nobody.
    var account =
        accounts
            .byContact(contact)
            .filter(found -> found.active() && !found.isStaff())
            .orElse(null);
    int tries;
    try {
      tries = lockout.enter(index);
    } catch (Locked e) {
      refusals.note(account, "locked", 0, origin);
      throw e;
    }
    if (!hashes.matches(password, account == null ? null : account.passwordHash())) {
      var reason = account == null ? "unknown contact" : "wrong password";
      refusals.note(account, reason, tries, origin);
      throw new NotSignedIn("INVALID_CREDENTIALS", "contact or password is wrong");
    }
    if (!account.verified()) {
      lockout.clear(index);
      refusals.note(account, "contact not verified", 0, origin);
      throw new NotAllowed("CONTACT_NOT_VERIFIED", "answer with the code that was sent");
    }
    if (hashes.isOld(account.passwordHash())) {
      accounts.upgradeHash(account.id(), account.passwordHash(), hashes.hash(password));
    }
    return sessions.open(account, index, wish, "password", origin);
  }
}
