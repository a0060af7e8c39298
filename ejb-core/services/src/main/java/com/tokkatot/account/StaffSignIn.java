package com.tokkatot.account;

import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.Locked;
import com.tokkatot.shared.NotAllowed;
import com.tokkatot.shared.NotSignedIn;
import com.tokkatot.shared.Vault;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The way in for staff: password and second factor. As {@link SignIn}, no answer tells which of
 * them was wrong, or whether there is an account. Source: decisions.md D6.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class StaffSignIn {

  static final Duration PASSWORD_LIFE = Duration.ofDays(90);

  @Inject Accounts accounts;
  @Inject PasswordHashes hashes;
  @Inject SecondFactors factors;
  @Inject RecoveryCodes recovery;
  @Inject Lockout lockout;
  @Inject AuditLog audit;
  @Inject Vault vault;
  @Inject InstantSource time;
  @EJB SessionOpening sessions;

  /**
   * The second proof: a code of the app, or one of the codes on paper; the other is null.
   *
   * @param totp six digits
   */
  public record Proof(String totp, String recoveryCode) {

    /**
     * @throws Invalid if neither or both are there
     */
    public Proof {
      if ((totp == null) == (recoveryCode == null)) {
        throw new Invalid("totp", "or recovery_code must be there, and not both");
      }
    }
  }

  /**
   * @throws NotSignedIn if contact, password or second factor is wrong ({@code
   *     INVALID_CREDENTIALS})
   * @throws NotAllowed if all are right and the password is over 90 days old ({@code
   *     PASSWORD_EXPIRED})
   * @throws Locked after five failures ({@code ACCOUNT_LOCKED})
   */
  public Admission with(
      Contact contact, String password, Proof proof, String deviceName, Origin origin) {
    var index = contact.index(vault);
    var account =
        accounts.byContact(contact).filter(found -> found.active() && found.isStaff()).orElse(null);
    try {
      lockout.enter(index);
    } catch (Locked e) {
      refused(account, "locked", origin);
      throw e;
    }
    if (!hashes.matches(password, account == null ? null : account.passwordHash())) {
      throw refused(account, account == null ? "unknown contact" : "wrong password", origin);
    }
    if (!factors.isConfirmed(account.id()) || !accepts(account, proof)) {
      throw refused(account, "wrong second factor", origin);
    }
    if (!time.instant().isBefore(account.passwordChangedAt().plus(PASSWORD_LIFE))) {
      lockout.clear(index);
      refused(account, "password expired", origin);
      throw new NotAllowed("PASSWORD_EXPIRED", "choose another by forgot-password");
    }
    var wish = new SessionOpening.Wish(deviceName, false);
    var how = proof.totp() == null ? "password, recovery code" : "password, totp";
    return sessions.open(account, index, wish, how, origin);
  }

  private boolean accepts(Account account, Proof proof) {
    return proof.totp() == null
        ? recovery.accepts(account.id(), proof.recoveryCode())
        : factors.accepts(account.id(), proof.totp());
  }

  private NotSignedIn refused(Account account, String reason, Origin origin) {
    var id = account == null ? null : account.id();
    audit.noteApart(null, id, "staff_sign_in.refused", id, reason, origin);
    return new NotSignedIn("INVALID_CREDENTIALS", "contact, password or code is wrong");
  }
}
