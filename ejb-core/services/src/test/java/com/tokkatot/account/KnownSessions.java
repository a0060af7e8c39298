package com.tokkatot.account;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Remembers sessions as Redis does, without Redis and for ever. */
final class KnownSessions extends SessionMemory {

  private final Map<UUID, Belief> known = new HashMap<>();

  @Override
  public Belief of(UUID session) {
    return known.getOrDefault(session, Belief.NOTHING);
  }

  @Override
  public void alive(UUID session, Instant expiresAt) {
    known.putIfAbsent(session, Belief.ALIVE);
  }

  @Override
  public void forget(SessionsEnded ended) {
    ended.sessions().forEach(session -> known.put(session, Belief.ENDED));
  }

  /** Redis starts anew. */
  void clear() {
    known.clear();
  }
}
