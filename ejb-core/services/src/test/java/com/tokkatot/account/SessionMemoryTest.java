package com.tokkatot.account;

import static com.tokkatot.account.AccountWorld.ORIGIN;
import static com.tokkatot.account.SessionMemory.Belief.ALIVE;
import static com.tokkatot.account.SessionMemory.Belief.ENDED;
import static com.tokkatot.account.SessionMemory.Belief.NOTHING;
import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.shared.NoRedis;
import com.tokkatot.shared.Redis;
import com.tokkatot.shared.TestRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionMemoryTest {

  private final AccountWorld world = new AccountWorld();
  private final UUID session = UUID.randomUUID();
  private TestRedis redis;
  private SessionMemory node;
  private SessionMemory otherNode;

  @BeforeEach
  void start() {
    redis = new TestRedis();
    node = over(redis.client(world.time));
    otherNode = over(redis.client(world.time));
  }

  @AfterEach
  void stop() {
    redis.close();
  }

  @Test
  void whatOneNodeBelievesAllBelieve() {
    assertThat(node.of(session)).isEqualTo(NOTHING);
    node.alive(session, inAnHour());

    assertThat(otherNode.of(session)).isEqualTo(ALIVE);
  }

  @Test
  void anEndIsKnownEverywhereAndNotOverwritten() {
    node.alive(session, inAnHour());
    otherNode.forget(new SessionsEnded(List.of(session)));
    node.alive(session, inAnHour());

    assertThat(node.of(session)).isEqualTo(ENDED);
  }

  @Test
  void aSessionThatHasExpiredIsNotBelievedIn() {
    node.alive(session, world.time.instant());

    assertThat(node.of(session)).isEqualTo(NOTHING);
  }

  @Test
  void whatEndedWhileRedisWasAwayIsMarkedWhenItIsBack() {
    var contact = AccountWorld.newEmail();
    world.farmer(contact);
    var caller = world.caller(world.signIn(contact));
    node.alive(caller.sessionId(), inAnHour());
    node.catchUp();
    var reachable = node.redis;
    node.redis = new NoRedis();
    world.time.advance(Duration.ofMinutes(1));
    world.sessions.end(caller, false, ORIGIN);
    node.forget(new SessionsEnded(List.of(caller.sessionId())));
    node.catchUp();
    world.time.advance(Duration.ofMinutes(3));
    assertThat(otherNode.of(caller.sessionId())).isEqualTo(ALIVE);

    node.redis = reachable;
    node.catchUp();

    assertThat(otherNode.of(caller.sessionId())).isEqualTo(ENDED);
  }

  private Instant inAnHour() {
    return world.time.instant().plus(Duration.ofHours(1));
  }

  private SessionMemory over(Redis client) {
    var memory = new SessionMemory();
    memory.redis = client;
    memory.store = world.store;
    memory.time = world.time;
    return memory;
  }
}
