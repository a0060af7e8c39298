package com.tokkatot.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.live.LiveEvent;
import com.tokkatot.live.LiveFeed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SubscriptionTest {

  private final UUID farm = UUID.randomUUID();
  private final List<String> sent = new ArrayList<>();
  private final Subscription subscription = new Subscription(farm, 3, sent::add);

  @Test
  void theNextEventIsSent() {
    take(4, "four");

    assertThat(sent).containsExactly("four");
  }

  @Test
  void aRepeatedEventIsNotSentAgain() {
    take(4, "four");

    take(4, "four");
    take(2, "two");

    assertThat(sent).containsExactly("four");
  }

  @Test
  void anEventThatOvertookAnotherWaitsForIt() {
    take(6, "\"six\"");
    take(5, "\"five\"");
    assertThat(sent).isEmpty();

    take(4, "\"four\"");

    assertThat(sent)
        .containsExactly("{\"type\":\"events\",\"events\":[\"four\",\"five\",\"six\"]}");
  }

  @Test
  void whatComesTogetherIsSentInOneFrame() {
    subscription.take(List.of(told(4, "4"), told(5, "5")));

    assertThat(sent).containsExactly("{\"type\":\"events\",\"events\":[4,5]}");
  }

  @Test
  void whatIsNewerThanTheLastCheckMayStillBeOnItsWay() {
    assertThat(subscription.isBehind(4)).isFalse();
    assertThat(subscription.isBehind(5)).isTrue();

    take(4, "four");

    assertThat(subscription.isBehind(5)).isTrue();
    take(5, "five");
    assertThat(subscription.isBehind(5)).isFalse();
  }

  @Test
  void catchingUpSendsWhatIsMissingInOrderAndOnce() {
    take(6, "six");

    subscription.catchUp(cursor -> stored(cursor, 6));
    take(5, "five");
    take(7, "seven");

    assertThat(sent).hasSize(2);
    assertThat(sent.get(0)).containsSubsequence("\"cursor\":4,", "\"cursor\":5,", "\"cursor\":6,");
    assertThat(sent.get(1)).isEqualTo("seven");
  }

  private void take(long cursor, String event) {
    subscription.take(List.of(told(cursor, event)));
  }

  private static LiveFeed.Told told(long cursor, String event) {
    return new LiveFeed.Told(cursor, event);
  }

  private List<LiveEvent> stored(long after, long newest) {
    return LongStream.rangeClosed(after + 1, newest)
        .mapToObj(cursor -> new LiveEvent(farm, cursor, "device:update", "{}", Instant.EPOCH))
        .toList();
  }
}
