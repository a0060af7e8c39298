package com.tokkatot.account;

import com.tokkatot.limit.RateLimits;
import com.tokkatot.shared.Redis;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/**
 * What Redis remembers of sessions, so that most requests need no look at the table. An ended
 * session leaves a mark that outlives every belief in it: who read the table just before the end
 * cannot write "alive" over it.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SessionMemory {

  /** Long enough to spare the table, short enough that what is lost in Redis heals itself. */
  static final Duration REMEMBERED = Duration.ofMinutes(5);

  private static final Duration MARKED = REMEMBERED.multipliedBy(2);
  // A mark may be lost when Redis dies: those of the last seconds are set again and again.
  private static final Duration OVERLAP = Duration.ofSeconds(10);
  private static final String ALIVE = "1";
  private static final String ENDED = "0";
  private static final String MARK =
      "for _, key in ipairs(KEYS) do redis.call('set', key, ARGV[1], 'ex', ARGV[2]) end"
          + " return 'done'";

  @Inject Redis redis;
  @Inject SessionStore store;
  @Inject InstantSource time;

  private volatile Instant markedUntil;

  /** What is remembered of a session. */
  public enum Belief {
    ALIVE,
    ENDED,
    NOTHING
  }

  public Belief of(UUID session) {
    return belief(redis.ask(commands -> commands.get(key(session))).orElse(null));
  }

  /** Where it is remembered, for whoever asks Redis something else in the same trip. */
  static RateLimits.Guard guard(UUID session) {
    return new RateLimits.Guard(key(session), ENDED);
  }

  /** What a {@link #guard}'s value means. */
  static Belief belief(String value) {
    if (value == null) {
      return Belief.NOTHING;
    }
    return value.equals(ALIVE) ? Belief.ALIVE : Belief.ENDED;
  }

  /** Remembers that the table said it lives, at most until it expires. */
  public void alive(UUID session, Instant expiresAt) {
    var left = Duration.between(time.instant(), expiresAt);
    var life = left.compareTo(REMEMBERED) < 0 ? left : REMEMBERED;
    if (life.toMillis() > 0) {
      redis.ask(commands -> commands.set(key(session), ALIVE, SetArgs.Builder.nx().px(life)));
    }
  }

  /** Marks at once what has just ended. */
  public void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) SessionsEnded ended) {
    mark(ended.sessions());
  }

  /**
   * Marks what ended while Redis was away, or what a node that died did not come to mark; called
   * once a second.
   */
  public void catchUp() {
    var now = time.instant();
    var oldest = now.minus(MARKED);
    var since = markedUntil == null ? oldest : markedUntil.minus(OVERLAP);
    var ended = store.endedSince(since.isBefore(oldest) ? oldest : since);
    if (mark(ended)) {
      markedUntil = now;
    }
  }

  private boolean mark(List<UUID> sessions) {
    if (sessions.isEmpty()) {
      return true;
    }
    var keys = sessions.stream().map(SessionMemory::key).toArray(String[]::new);
    return redis
        .ask(
            commands ->
                commands.<String>eval(
                    MARK, ScriptOutputType.VALUE, keys, ENDED, Long.toString(MARKED.toSeconds())))
        .isPresent();
  }

  private static String key(UUID session) {
    return "session:" + session;
  }
}
