package com.tokkatot.account;

import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.shared.Ids;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.InstantSource;

/** Keeps that a farmer's sign-in was refused, and tells when that happens often. */
@Stateless
public class SignInRefusals {

  @Inject AuditLog audit;
  @Inject InstantSource time;
  @Inject Event<SignInRefusedOften> often;

  /**
   * One refusal.
   *
   * @param account null: nobody has the contact
   * @param tries with wrong passwords, this one too, of which {@link Lockout#TRIES} shut the door;
   *     0: refused for another reason
   */
  public void note(Account account, String reason, int tries, Origin origin) {
    var id = account == null ? null : account.id();
    audit.note(null, id, "sign_in.refused", id, reason, origin);
    if (tries == Lockout.TRIES) {
      // An account of nobody, so that an unknown contact costs the same work.
      var told = account == null ? Ids.next(time) : id;
      often.fire(new SignInRefusedOften(told, origin.ipAddress(), tries));
    }
  }
}
