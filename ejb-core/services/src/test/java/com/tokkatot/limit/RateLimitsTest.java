package com.tokkatot.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.TestRedis;
import com.tokkatot.shared.TooMany;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitsTest {

  private final SettableTime time = new SettableTime("2026-03-01T06:00:00Z");
  private final String somebody = UUID.randomUUID().toString();
  private TestRedis redis;
  private RateLimits limits;

  @BeforeEach
  void start() {
    redis = new TestRedis();
    limits = node();
  }

  @AfterEach
  void stop() {
    redis.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aBucketGivesItsBurstAndThenRefuses(boolean redisIsThere) {
    if (!redisIsThere) {
      redis.stop();
    }

    assertThat(taken(limits, Limit.AUTH, 8)).isEqualTo(5);
    assertThatThrownBy(() -> limits.take(List.of(new Bucket(Limit.AUTH, somebody))))
        .isInstanceOf(TooMany.class)
        .hasMessageContaining("10 in 60 s")
        .extracting(problem -> ((TooMany) problem).retryAfterS())
        .isEqualTo(6L);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void tokensComeBackEvenlyAndNeverBeyondTheBurst(boolean redisIsThere) {
    if (!redisIsThere) {
      redis.stop();
    }
    taken(limits, Limit.AUTH, 5);

    time.advance(Duration.ofSeconds(12));
    assertThat(taken(limits, Limit.AUTH, 5)).isEqualTo(2);

    time.advance(Duration.ofHours(1));
    assertThat(taken(limits, Limit.AUTH, 9)).isEqualTo(5);
  }

  @Test
  void twoNodesShareOneBucket() {
    var other = node();

    assertThat(taken(limits, Limit.AUTH, 3)).isEqualTo(3);
    assertThat(taken(other, Limit.AUTH, 3)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whenOneBucketIsEmptyTheOthersKeepTheirTokens(boolean redisIsThere) {
    if (!redisIsThere) {
      redis.stop();
    }
    taken(limits, Limit.REPORT, 5);

    var both = List.of(new Bucket(Limit.READ, somebody), new Bucket(Limit.REPORT, somebody));
    assertThat(limits.ask(both).taken()).isFalse();

    assertThat(limits.ask(List.of(new Bucket(Limit.READ, somebody))).remaining()).isEqualTo(49);
  }

  @Test
  void othersHaveBucketsOfTheirOwn() {
    taken(limits, Limit.AUTH, 5);

    assertThat(limits.ask(List.of(new Bucket(Limit.AUTH, "somebody else"))).taken()).isTrue();
  }

  @Test
  void whatIsLeftAndWhenItIsFullIsTold() {
    var allowance = limits.take(List.of(new Bucket(Limit.CONTROL, somebody)));

    assertThat(allowance)
        .isEqualTo(new Allowance(Limit.CONTROL, true, 19, Duration.ofMillis(600).toMillis(), 0));
  }

  @Test
  void aGuardIsLookedUpInTheSameTripAndMayForbid() {
    var guard = new RateLimits.Guard("guard:" + somebody, "0");
    var read = List.of(new Bucket(Limit.READ, somebody));

    assertThat(limits.ask(guard, read).guard()).isNull();
    redis.client(time).ask(commands -> commands.set(guard.key(), "1"));
    assertThat(limits.ask(guard, read).guard()).isEqualTo("1");
    redis.client(time).ask(commands -> commands.set(guard.key(), "0"));

    assertThat(limits.ask(guard, read)).isEqualTo(new RateLimits.Guarded("0", null));
    assertThat(limits.ask(read).remaining()).isEqualTo(47);
    assertThat(limits.ask(guard, List.of())).isEqualTo(new RateLimits.Guarded("0", null));
  }

  @Test
  void aScriptThatRedisForgotIsToldAgain() {
    limits.ask(List.of(new Bucket(Limit.READ, somebody)));
    redis.client(time).ask(commands -> commands.scriptFlush());

    assertThat(limits.ask(List.of(new Bucket(Limit.READ, somebody))).remaining()).isEqualTo(48);
    assertThat(node().ask(List.of(new Bucket(Limit.READ, somebody))).remaining()).isEqualTo(47);
  }

  private long taken(RateLimits node, Limit limit, int times) {
    return IntStream.range(0, times)
        .filter(i -> node.ask(List.of(new Bucket(limit, somebody))).taken())
        .count();
  }

  private RateLimits node() {
    var node = new RateLimits();
    node.redis = redis.client(time);
    node.time = time;
    node.prepare();
    return node;
  }
}
