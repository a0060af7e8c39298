package com.tokkatot.account;

import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.shared.Ids;
import com.tokkatot.shared.Vault;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Opens sessions for who has proven to be somebody, and goes on with them. */
@Stateless
public class SessionOpening {

  private static final int SALT_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  @Inject SessionStore store;
  @Inject Accounts accounts;
  @Inject Lockout lockout;
  @Inject Tokens tokens;
  @Inject AuditLog audit;
  @Inject Vault vault;
  @Inject InstantSource time;
  @Inject Event<SignedInFromNewPlace> newPlaces;

  /**
   * How a session is wanted.
   *
   * @param deviceName as the person calls it, or null
   * @param remembered for 30 days, or only while it is used
   */
  public record Wish(String deviceName, boolean remembered) {}

  /** A new session, with all that goes with signing in. */
  public Admission open(
      Account account, byte[] contactIndex, Wish wish, String proof, Origin origin) {
    var salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    var caller = new Caller(account.id(), Ids.next(time), account.staffRole());
    var expiresAt = store.expiry(wish.remembered());
    store.add(
        caller.sessionId(),
        account.id(),
        salt,
        wish.remembered(),
        wish.deviceName(),
        expiresAt,
        origin);
    accounts.signedIn(account.id());
    lockout.clear(contactIndex);
    audit.note(null, account.id(), "sign_in.accepted", caller.sessionId(), proof, origin);
    // Staff have no messages.
    if (!account.isStaff()
        && store.isNewPlace(account.id(), caller.sessionId(), origin.ipAddress())) {
      newPlaces.fire(new SignedInFromNewPlace(account.id(), origin.ipAddress(), wish.deviceName()));
    }
    return new Admission(
        account.id(),
        tokens.issue(caller),
        Tokens.LIFE.toSeconds(),
        RefreshToken.make(vault, caller.sessionId(), 0, salt),
        wish.remembered(),
        expiresAt);
  }
}
