package com.tokkatot.account;

import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.courier.Purpose;
import com.tokkatot.limit.Limit;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.Locked;
import com.tokkatot.shared.NotSignedIn;
import com.tokkatot.shared.TooMany;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Choosing another password: with the old one, or with a code when it is forgotten.
 *
 * <p>Without a transaction, because hashing takes a quarter of a second.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Passwords {

  @Inject Accounts accounts;
  @Inject PasswordHashes hashes;
  @Inject PasswordProof proof;
  @Inject PasswordHistory history;
  @Inject Codes codes;
  @Inject ContactLimits limits;
  @Inject AuditLog audit;
  @EJB PasswordChanges changes;

  /**
   * Sends a code, if there is an account; whether there is, the answer does not wait to learn.
   *
   * @throws TooMany when codes were asked for too often, whoever the contact is
   */
  public void forgot(Contact contact, Origin origin) {
    limits.take(Limit.FORGOT_PASSWORD, contact);
    changes.sendReset(contact, origin);
  }

  /**
   * @throws Invalid if the code is wrong ({@code CODE_INVALID}) or the password is not good enough
   */
  public void reset(Contact contact, String code, String password, Origin origin) {
    reset("code", codes.byCode(Purpose.RESET, contact, code), password, origin);
  }

  /**
   * @throws Invalid if the token is wrong ({@code CODE_INVALID}) or the password is not good enough
   */
  public void reset(String token, String password, Origin origin) {
    reset("token", codes.byToken(Purpose.RESET, token), password, origin);
  }

  private void reset(
      String field, Optional<Codes.Answered> answered, String password, Origin origin) {
    var account = answered.flatMap(code -> accounts.byId(code.accountId()));
    if (account.isEmpty() || !account.get().active()) {
      audit.noteApart(null, null, "password.refused", null, "wrong code", origin);
      throw SignUp.invalidCode(field);
    }
    check("password", account.get(), password);
    var hash = hashes.hash(password);
    if (!changes.reset(account.get(), answered.get(), hash, origin)) {
      throw SignUp.invalidCode(field);
    }
  }

  /**
   * Changes it and ends all other sessions.
   *
   * @throws NotSignedIn if the current one is wrong ({@code INVALID_CREDENTIALS})
   * @throws Locked after five wrong ones ({@code ACCOUNT_LOCKED})
   * @throws Invalid if the new one is not good enough
   */
  public void change(Caller caller, String current, String wanted, Origin origin) {
    var account = proof.of(caller, current, origin);
    check("new_password", account, wanted);
    changes.change(account, caller.sessionId(), hashes.hash(wanted), origin);
  }

  private void check(String field, Account account, String password) {
    if (account.isStaff()) {
      PasswordRules.checkStaff(field, password);
      history.check(field, account, password);
    } else {
      PasswordRules.checkFarmer(field, password);
    }
  }
}
