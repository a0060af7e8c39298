package com.tokkatot.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.live.LiveEvent;
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
    subscription.take(4, "four");

    assertThat(sent).containsExactly("four");
  }

  @Test
  void aRepeatedEventIsNotSentAgain() {
    subscription.take(4, "four");

    subscription.take(4, "four");
    subscription.take(2, "two");

    assertThat(sent).containsExactly("four");
  }

  @Test
  void anEventThatOvertookAnotherWaitsForIt() {
    subscription.take(6, "six");
    subscription.take(5, "five");
    assertThat(sent).isEmpty();

    subscription.take(4, "four");

    assertThat(sent).containsExactly("four", "five", "six");
  }

  @Test
  void catchingUpSendsWhatIsMissingInOrderAndOnce() {
    subscription.take(6, "six");

    subscription.catchUp(cursor -> stored(cursor, 6));
    subscription.take(5, "five");
    subscription.take(7, "seven");

    assertThat(sent).hasSize(4);
    assertThat(sent.get(0)).contains("\"cursor\":4,");
    assertThat(sent.get(2)).contains("\"cursor\":6,");
    assertThat(sent.get(3)).isEqualTo("seven");
  }

  private List<LiveEvent> stored(long after, long newest) {
    return LongStream.rangeClosed(after + 1, newest)
        .mapToObj(cursor -> new LiveEvent(farm, cursor, "device:update", "{}", Instant.EPOCH))
        .toList();
  }
}
