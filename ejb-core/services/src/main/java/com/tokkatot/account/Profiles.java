package com.tokkatot.account;

import com.tokkatot.audit.Origin;
import com.tokkatot.courier.Courier;
import com.tokkatot.limit.Limit;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Unavailable;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** What a person sees and changes of the own account. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Profiles {

  @Inject Accounts accounts;
  @Inject ContactLimits limits;
  @EJB ProfileChanges changes;
  @EJB Courier courier;

  /** The caller's own account. */
  public AccountView of(Caller caller) {
    return accounts
        .byId(caller.accountId())
        .orElseThrow(() -> new NotFound("USER_NOT_FOUND", "the account is gone"))
        .view();
  }

  /**
   * Changes the caller's account. A new contact gets a code, or, when it is somebody else's, a
   * word; the answer is the same.
   *
   * @throws Unavailable if the code could not be sent yet ({@code CODE_NOT_SENT}); the change is
   *     kept and sending goes on
   */
  public AccountView change(Caller caller, ProfileChange change, Origin origin) {
    if (change.contact() != null) {
      limits.take(Limit.SIGN_UP, change.contact());
    }
    var message = changes.write(caller, change, origin);
    if (message.isPresent() && !courier.awaitSent(message.get(), SignUp.PATIENCE)) {
      throw new Unavailable("CODE_NOT_SENT", "the code could not be sent yet, we go on trying");
    }
    return of(caller);
  }
}
