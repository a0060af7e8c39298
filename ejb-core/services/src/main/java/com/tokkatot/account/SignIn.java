package com.tokkatot.account;

import at.favre.lib.crypto.bcrypt.BCrypt;
import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.shared.NotFound;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/** The way in for people. */
@Stateless
public class SignIn {

  // Compared with when nobody is known by that contact, so that both answers take the same time.
  private static final String NOBODY =
      "$2a$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW";

  @PersistenceContext EntityManager entities;
  @Inject InstantSource time;
  @Inject AuditLog audit;
  @EJB Sessions sessions;

  /**
   * What a successful sign-in gives.
   *
   * @param accessToken for the Authorization header
   * @param expiresInS seconds
   */
  public record SignedIn(String accessToken, long expiresInS, AccountView user) {}

  /**
   * Signs in with an e-mail address or phone number.
   *
   * @return nothing when contact or password is wrong or the account is locked: which of them is
   *     never told. An answer and not an exception, because the failed try must be committed
   */
  public Optional<SignedIn> with(String contact, String password, String userAgent, Origin origin) {
    var found =
        entities
            .createNamedQuery("Account.byContact", Account.class)
            .setParameter("contact", contact.strip().toLowerCase(Locale.ROOT))
            .getResultStream()
            .findFirst();
    if (found.isEmpty()) {
      BCrypt.verifyer().verify(password.toCharArray(), NOBODY);
      audit.note(null, null, "sign_in.refused", null, "unknown contact", origin);
      return Optional.empty();
    }
    var account = found.get();
    if (!account.opensWith(password, time.instant())) {
      audit.note(null, account.id(), "sign_in.refused", account.id(), "wrong or locked", origin);
      return Optional.empty();
    }
    var opened = sessions.open(account, origin, userAgent);
    audit.note(null, account.id(), "sign_in.accepted", account.id(), "password", origin);
    return Optional.of(new SignedIn(opened.token(), Sessions.LIFE.toSeconds(), account.view()));
  }

  /** The caller's own account. */
  public AccountView account(Caller caller) {
    var account = entities.find(Account.class, caller.accountId());
    if (account == null) {
      throw new NotFound("USER_NOT_FOUND", "the account is gone");
    }
    return account.view();
  }
}
