package com.tokkatot.account;

import com.tokkatot.audit.Origin;
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
 * A refresh token for the next one. Each counts once; a phone that did not hear the answer may ask
 * again for a short while and hears the same. Who comes later with an old one has found or stolen
 * it: the session ends, for both. Source: decisions.md D5.
 *
 * <p>Without a transaction, because ending the session must last although the answer is a refusal.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SessionRefresh {

  static final Duration REPEATABLE = Duration.ofSeconds(30);

  @Inject SessionStore store;
  @Inject Tokens tokens;
  @Inject Vault vault;
  @Inject InstantSource time;
  @EJB Sessions sessions;

  /**
   * @throws NotSignedIn if the token is forged, used up, or its session has ended ({@code
   *     TOKEN_INVALID})
   */
  public Admission with(String refreshToken, Origin origin) {
    var token = RefreshToken.parse(refreshToken).orElseThrow(SessionRefresh::refused);
    var session = alive(token);
    if (token.n() == session.counter() && store.rotate(session, origin)) {
      return next(session, token.n() + 1);
    }
    // Somebody was quicker: what the table says now decides.
    var now = alive(token);
    if (token.n() == now.counter() - 1
        && time.instant().isBefore(now.refreshedAt().plus(REPEATABLE))) {
      return next(now, now.counter());
    }
    sessions.endReused(now.accountId(), now.id(), origin);
    throw refused();
  }

  private SessionRow alive(RefreshToken token) {
    return store
        .find(token.session())
        .filter(session -> token.isGenuine(vault, session.salt()))
        .filter(session -> session.aliveAt(time.instant()))
        .orElseThrow(SessionRefresh::refused);
  }

  private Admission next(SessionRow session, int n) {
    return new Admission(
        session.accountId(),
        tokens.issue(session.caller()),
        Tokens.LIFE.toSeconds(),
        RefreshToken.make(vault, session.id(), n, session.salt()),
        session.remembered(),
        store.expiry(session.remembered()));
  }

  private static NotSignedIn refused() {
    return new NotSignedIn("TOKEN_INVALID", "sign in again");
  }
}
