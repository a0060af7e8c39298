package com.tokkatot.account;

import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.limit.Bucket;
import com.tokkatot.limit.RateLimits;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.NotSignedIn;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Who is signed in. The table is the truth; Redis answers faster and may be away. */
@Stateless
public class Sessions {

  private static final Duration ACTIVITY = Duration.ofMinutes(1);

  @Inject SessionStore store;
  @Inject InstantSource time;
  @Inject Tokens tokens;
  @Inject AuditLog audit;
  @Inject RateLimits limits;
  @Inject Event<SessionsEnded> ended;
  @EJB SessionMemory memory;

  /**
   * Who this access token speaks for, now.
   *
   * @throws NotSignedIn if the token is not valid or its session has ended ({@code TOKEN_INVALID})
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Caller authenticate(String token) {
    var caller = tokens.read(token);
    confirm(caller, memory.of(caller.sessionId()));
    return caller;
  }

  /**
   * As {@link #authenticate(String)}, and counts the request in the same trip to Redis. An ended
   * session takes nothing out of its person's buckets.
   *
   * @param counted the buckets of a caller
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public CountedCaller authenticate(String token, Function<Caller, List<Bucket>> counted) {
    var caller = tokens.read(token);
    var told = limits.ask(SessionMemory.guard(caller.sessionId()), counted.apply(caller));
    confirm(caller, SessionMemory.belief(told.guard()));
    return new CountedCaller(caller, told.allowance());
  }

  private void confirm(Caller caller, SessionMemory.Belief belief) {
    if (belief == SessionMemory.Belief.ALIVE) {
      return;
    }
    var now = time.instant();
    var session = store.find(caller.sessionId());
    if (belief == SessionMemory.Belief.ENDED
        || session.isEmpty()
        || !session.get().aliveAt(now)
        // A token from before somebody's role changed.
        || !session.get().caller().equals(caller)) {
      throw new NotSignedIn("TOKEN_INVALID", "the session has ended");
    }
    if (session.get().lastActivityAt().plus(ACTIVITY).isBefore(now)) {
      store.touch(session.get());
    }
    memory.alive(caller.sessionId(), session.get().expiresAt());
  }

  /** The caller's living sessions, the last used first. */
  public List<SessionView> of(Caller caller) {
    return store.views(caller);
  }

  /**
   * Ends the caller's own session, or all of the caller's; their tokens are refused from now on.
   */
  public void end(Caller caller, boolean allDevices, Origin origin) {
    var gone =
        allDevices
            ? store.endAll(caller.accountId(), null, "signed_out")
            : store.end(caller.accountId(), caller.sessionId(), "signed_out");
    tell(caller.accountId(), gone, "signed out", origin);
  }

  /**
   * Ends one of the caller's sessions, wherever it is.
   *
   * @throws NotFound if the caller has no such living session ({@code SESSION_NOT_FOUND})
   */
  public void end(Caller caller, UUID session, Origin origin) {
    var gone = store.end(caller.accountId(), session, "revoked");
    if (gone.isEmpty()) {
      throw new NotFound("SESSION_NOT_FOUND", "no such session");
    }
    tell(caller.accountId(), gone, "revoked", origin);
  }

  /** Ends a session one of whose old refresh tokens came back. */
  public void endReused(UUID accountId, UUID session, Origin origin) {
    audit.note(null, accountId, "session.reuse_detected", session, "old refresh token", origin);
    tell(accountId, store.end(accountId, session, "reused"), "reused", origin);
  }

  /** Ends every session of an account but one, for a reason of ours. */
  public void endAll(UUID accountId, UUID except, String reason, Origin origin) {
    tell(accountId, store.endAll(accountId, except, reason), reason, origin);
  }

  private void tell(UUID accountId, List<UUID> gone, String reason, Origin origin) {
    for (var session : gone) {
      audit.note(null, accountId, "session.ended", session, reason, origin);
    }
    if (!gone.isEmpty()) {
      ended.fire(new SessionsEnded(gone));
    }
  }
}
