package com.tokkatot.account;

import com.tokkatot.limit.Bucket;
import com.tokkatot.limit.RateLimits;
import com.tokkatot.shared.NotSignedIn;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/**
 * Tells whose token it is, for every request. The table is the truth; Redis answers faster and may
 * be away. Without a transaction: most requests need no look at the table.
 */
@ApplicationScoped
public class SessionDoor {

  private static final Duration ACTIVITY = Duration.ofMinutes(1);

  @Inject SessionStore store;
  @Inject InstantSource time;
  @Inject Tokens tokens;
  @Inject RateLimits limits;
  @EJB SessionMemory memory;

  /**
   * Who this access token speaks for, now.
   *
   * @throws NotSignedIn if the token is not valid or its session has ended ({@code TOKEN_INVALID})
   */
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
}
