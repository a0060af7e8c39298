package com.tokkatot.account;

import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.shared.Ids;
import com.tokkatot.shared.NotSignedIn;
import com.tokkatot.shared.Redis;
import io.lettuce.core.SetArgs;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Who is signed in. The table is the truth; Redis answers faster and may be away. */
@Stateless
public class Sessions {

  static final Duration LIFE = Duration.ofHours(24);
  // Long enough to spare the table, short enough that a lost deletion in Redis heals itself.
  private static final Duration REMEMBERED = Duration.ofMinutes(5);
  private static final String ALIVE = "1";

  @PersistenceContext EntityManager entities;
  @Inject InstantSource time;
  @Inject Tokens tokens;
  @Inject AuditLog audit;
  @EJB Redis redis;

  /** A new session and its token. */
  public record Opened(String token, Instant expiresAt) {}

  public Opened open(Account account, Origin origin, String userAgent) {
    var now = time.instant();
    var caller = new Caller(account.id(), Ids.next(time), null);
    var expiresAt = now.plus(LIFE);
    entities.persist(
        new Session(
            caller.sessionId(), account.id(), now, expiresAt, origin.ipAddress(), userAgent));
    return new Opened(tokens.issue(caller, expiresAt), expiresAt);
  }

  /**
   * Who this access token speaks for, now.
   *
   * @throws NotSignedIn if the token is not valid or its session has ended ({@code TOKEN_INVALID})
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Caller authenticate(String token) {
    var caller = tokens.read(token);
    var key = key(caller);
    if (redis.ask(commands -> commands.get(key)).filter(ALIVE::equals).isPresent()) {
      return caller;
    }
    var session = entities.find(Session.class, caller.sessionId());
    if (session == null || !session.aliveAt(time.instant())) {
      throw new NotSignedIn("TOKEN_INVALID", "the session has ended");
    }
    redis.ask(commands -> commands.set(key, ALIVE, SetArgs.Builder.ex(REMEMBERED)));
    return caller;
  }

  /** Ends the caller's session; its token is refused from now on. */
  public void end(Caller caller, Origin origin) {
    var session = entities.find(Session.class, caller.sessionId());
    if (session != null) {
      session.end(time.instant());
      audit.note(null, caller.accountId(), "session.ended", caller.sessionId(), "asked", origin);
    }
    redis.ask(commands -> commands.del(key(caller)));
  }

  private static String key(Caller caller) {
    return "session:" + caller.sessionId();
  }
}
