package com.tokkatot.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.account.SessionMemory;
import com.tokkatot.account.SessionsEnded;
import com.tokkatot.farm.MemberChanged;
import com.tokkatot.shared.Redis;
import com.tokkatot.shared.TestRedis;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveFeedTest {

  private static final UUID FARM = UUID.randomUUID();
  private static final UUID READY = UUID.randomUUID();

  private final TestRedis redis = new TestRedis();
  private final LiveFeed here = over(redis.client(InstantSource.system()));
  private final LiveFeed there = over(redis.client(InstantSource.system()));
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final LiveFeed.Listener ears =
      new LiveFeed.Listener() {
        @Override
        public void heard(UUID farmId, List<LiveFeed.Told> events) {
          if (farmId.equals(FARM)) {
            events.forEach(event -> heard.add(Long.toString(event.cursor())));
          }
        }

        @Override
        public void accessChanged(UUID whose) {
          heard.add(whose.toString());
        }

        @Override
        public void told(UUID accountId, String json) {
          heard.add(accountId + " " + json);
        }
      };

  @BeforeEach
  void listen() throws InterruptedException {
    there.add(ears);
    var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    do { // Redis subscribes in its own time; nothing that is told before is heard.
      assertThat(System.nanoTime()).as("subscribed in time").isLessThan(until);
      here.tellAccess(READY);
    } while (heard.poll(100, TimeUnit.MILLISECONDS) == null);
  }

  @AfterEach
  void close() {
    here.close();
    there.close();
    redis.close();
  }

  @Test
  void whatOneNodeWritesAnotherHearsInOrder() throws InterruptedException {
    here.tell(List.of(event(4), event(5)));
    here.tell(List.of(event(6)));

    assertThat(next()).isEqualTo("4");
    assertThat(next()).isEqualTo("5");
    assertThat(next()).isEqualTo("6");
  }

  @Test
  void anotherNodeHearsWhoseAccessChanged() throws InterruptedException {
    var teller = new AccessTeller();
    teller.feed = here;
    var account = UUID.randomUUID();

    teller.tell(new MemberChanged(FARM, account));
    teller.tell(new MemberChanged(FARM, null));

    assertThat(next()).isEqualTo(account.toString());
    assertThat(next()).isEqualTo(FARM.toString());
  }

  @Test
  void eachMemberIsToldSomethingOfHisOwn() throws InterruptedException {
    var one = UUID.randomUUID();
    var other = UUID.randomUUID();
    var frames = new LinkedHashMap<UUID, String>();
    frames.put(one, "{\"type\":\"a\"}");
    frames.put(other, "{\"type\":\"b\"}");

    here.tellMembers(Map.of());
    here.tellMembers(frames);

    assertThat(next()).isEqualTo(one + " {\"type\":\"a\"}");
    assertThat(next()).isEqualTo(other + " {\"type\":\"b\"}");
  }

  @Test
  void whoseSessionEndedIsToldOnceItIsMarked() throws InterruptedException {
    var session = UUID.randomUUID();
    var marked = new ArrayList<UUID>();
    var teller = new AccessTeller();
    teller.feed =
        new LiveFeed() {
          @Override
          public void tellAccess(UUID whose) {
            assertThat(marked).contains(whose);
            here.tellAccess(whose);
          }
        };
    teller.memory =
        new SessionMemory() {
          @Override
          public void forget(SessionsEnded ended) {
            marked.addAll(ended.sessions());
          }
        };

    teller.tell(new SessionsEnded(List.of(session)));

    assertThat(next()).isEqualTo(session.toString());
  }

  private String next() throws InterruptedException {
    var next = heard.poll(30, TimeUnit.SECONDS);
    while (READY.toString().equals(next)) {
      next = heard.poll(30, TimeUnit.SECONDS);
    }
    return next;
  }

  private static LiveEvent event(long cursor) {
    return new LiveEvent(FARM, cursor, "a", JsonValue.EMPTY_JSON_OBJECT.toString(), Instant.EPOCH);
  }

  private static LiveFeed over(Redis redis) {
    var feed = new LiveFeed();
    feed.redis = redis;
    return feed;
  }
}
