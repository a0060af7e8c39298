package com.tokkatot.account;

import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.courier.Purpose;
import com.tokkatot.shared.Invalid;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;

/**
 * How somebody who was invited becomes staff: chooses a password, takes the secret into an
 * authenticator app, and shows that it works.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class StaffEnrolment {

  @Inject Accounts accounts;
  @Inject PasswordHashes hashes;
  @Inject PasswordHistory history;
  @Inject SecondFactors factors;
  @Inject Codes codes;
  @Inject AuditLog audit;
  @EJB StaffChanges changes;

  /** What the app is told; the address is what its camera reads. */
  public record Secret(String totpSecret, String otpauthUri) {}

  /**
   * @param token from the invitation; good until {@link #confirm} has used it
   * @throws Invalid if the token is wrong ({@code CODE_INVALID}) or the password not good enough
   */
  public Secret begin(String token, String password, Origin origin) {
    var account = invited(token, origin);
    PasswordRules.checkStaff("password", password);
    history.check("password", account, password);
    var secret = changes.begin(account.id(), hashes.hash(password), origin);
    var uri =
        "otpauth://totp/Tokkatot:%s?secret=%s&issuer=Tokkatot&algorithm=SHA1&digits=6&period=30"
            .formatted(account.email(), secret);
    return new Secret(secret, uri);
  }

  /**
   * @return recovery codes, never shown again
   * @throws Invalid if token or code is wrong ({@code CODE_INVALID}); five wrong ones and the
   *     invitation is void
   */
  public List<String> confirm(String token, String totp, Origin origin) {
    var account = invited(token, origin);
    if (!factors.accepts(account.id(), totp)) {
      codes.failed(Purpose.INVITED_STAFF, token);
      audit.noteApart(null, account.id(), "staff.refused", account.id(), "wrong code", origin);
      throw SignUp.invalidCode("totp");
    }
    return codes
        .byToken(Purpose.INVITED_STAFF, token)
        .flatMap(answered -> changes.confirm(answered, origin))
        .orElseThrow(() -> SignUp.invalidCode("token"));
  }

  private Account invited(String token, Origin origin) {
    return codes
        .byToken(Purpose.INVITED_STAFF, token)
        .flatMap(answered -> accounts.byId(answered.accountId()))
        .filter(account -> account.active() && account.isStaff())
        .orElseGet(
            () -> {
              audit.noteApart(null, null, "staff.refused", null, "wrong invitation", origin);
              throw SignUp.invalidCode("token");
            });
  }
}
