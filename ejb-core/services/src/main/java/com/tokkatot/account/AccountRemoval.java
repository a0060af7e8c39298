package com.tokkatot.account;

import com.tokkatot.audit.Origin;
import com.tokkatot.picture.Pictures;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.NotAllowed;
import com.tokkatot.shared.NotSignedIn;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Leaving for good. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AccountRemoval {

  @Inject PasswordProof proof;
  @EJB Anonymising anonymising;
  @EJB Pictures pictures;

  /**
   * Takes everything that names the caller out of the account and its traces; what was done stays,
   * done by somebody unknown.
   *
   * @throws NotAllowed for staff, whom an admin deactivates ({@code FORBIDDEN})
   * @throws NotSignedIn if the password is wrong ({@code INVALID_CREDENTIALS})
   * @throws Conflict while the caller owns farms ({@code OWNS_FARMS}, {@code details.farms})
   */
  public void remove(Caller caller, String password, Origin origin) {
    if (caller.isStaff()) {
      throw new NotAllowed("FORBIDDEN", "an admin deactivates staff");
    }
    proof.of(caller, password, origin);
    anonymising.of(caller.accountId(), origin);
    pictures.clearAway(caller.accountId());
  }
}
