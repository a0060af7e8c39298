package com.tokkatot.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.live.LiveEvent;
import com.tokkatot.live.LiveFeed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SubscriptionTest {

  private final UUID farm = UUID.randomUUID();
  private final List<String> sent = new ArrayList<>();
  private final Phone phone = new Phone();
  private final Subscription subscription = new Subscription(farm, 3, phone);

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
        .containsExactly(
            "{\"type\":\"events\",\"since\":3,\"events\":[\"four\",\"five\",\"six\"]}");
  }

  @Test
  void whatComesTogetherIsSentInOneFrame() {
    subscription.take(List.of(told(4, "4"), told(5, "5")));

    assertThat(sent).containsExactly("{\"type\":\"events\",\"since\":3,\"events\":[4,5]}");
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

  @Test
  void whoWasAwayIsToldOfEachThingOnlyTheLast() {
    subscription.catchUp(cursor -> after(cursor, update(4, "a"), update(5, "b"), update(6, "a")));

    assertThat(sent)
        .containsExactly(
            "{\"type\":\"events\",\"since\":3,\"events\":["
                + update(5, "b").toJson()
                + ","
                + update(6, "a").toJson()
                + "]}");
  }

  @Test
  void aSingleEventThatStandsForSeveralSaysSinceWhen() {
    subscription.catchUp(cursor -> after(cursor, update(4, "a"), update(5, "a")));

    assertThat(sent)
        .containsExactly(
            "{\"type\":\"events\",\"since\":3,\"events\":[" + update(5, "a").toJson() + "]}");
  }

  @Test
  void aSlowClientGetsOneFrameOnceItIsFreeWithTheLastOfEachThing() {
    phone.busy = true;
    for (var cursor = 4; cursor < 1_004; cursor++) {
      take(cursor, update(cursor, "d" + cursor % 10).toJson());
    }
    assertThat(sent).isEmpty();
    assertThat(phone.closedWith).isNull();

    phone.busy = false;
    subscription.tell();
    subscription.tell();

    assertThat(sent).hasSize(1);
    assertThat(sent.get(0))
        .startsWith("{\"type\":\"events\",\"since\":3,")
        .contains("\"cursor\":1003,");
    assertThat(sent.get(0).split("device:update", -1)).hasSizeLessThan(100);
    take(1_004, "next");
    assertThat(sent.get(1)).isEqualTo("next");
  }

  @Test
  void aClientThatLeavesTooMuchUntoldIsCutOff() {
    phone.busy = true;
    for (var cursor = 4; cursor < 1_100; cursor++) {
      take(cursor, update(cursor, "d" + cursor).toJson());
    }

    assertThat(phone.closedWith).isEqualTo(LiveConversation.TOO_SLOW);
  }

  private LiveEvent update(long cursor, String device) {
    return new LiveEvent(
        farm, cursor, "device:update", "{\"device_id\":\"" + device + "\"}", Instant.EPOCH);
  }

  private static List<LiveEvent> after(long cursor, LiveEvent... events) {
    return Stream.of(events).filter(event -> event.cursor() > cursor).toList();
  }

  private final class Phone implements Client {
    private boolean busy;
    private Integer closedWith;

    @Override
    public void send(String text) {
      sent.add(text);
    }

    @Override
    public boolean isBusy() {
      return busy;
    }

    @Override
    public void close(int code, String reason) {
      closedWith = code;
    }
  }

  private void take(long cursor, String event) {
    subscription.take(List.of(told(cursor, event)));
  }

  private static LiveFeed.Told told(long cursor, String event) {
    return new LiveFeed.Told(cursor, event);
  }

  private List<LiveEvent> stored(long after, long newest) {
    return LongStream.rangeClosed(after + 1, newest)
        .mapToObj(cursor -> update(cursor, "d" + cursor))
        .toList();
  }
}
