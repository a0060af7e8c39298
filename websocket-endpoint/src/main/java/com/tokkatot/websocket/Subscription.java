package com.tokkatot.websocket;

import com.tokkatot.live.LiveEvent;
import com.tokkatot.live.LiveFeed;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * One client watching one farm: sends each event once, in the order of its cursor. What comes
 * together goes in one frame, because a frame costs more than what is in it.
 */
final class Subscription {

  private static final int MOST_EARLY = 200;

  private final UUID farmId;
  private final Consumer<String> client;
  private final SortedMap<Long, String> early = new TreeMap<>();
  private long cursor;
  private long newestAtLastCheck;

  Subscription(UUID farmId, long cursor, Consumer<String> client) {
    this.farmId = farmId;
    this.cursor = cursor;
    this.client = client;
  }

  UUID farmId() {
    return farmId;
  }

  /**
   * Takes events from the feed. One that overtook another waits for it: two commits tell of
   * themselves at nearly the same time. What never comes, {@link #catchUp} finds.
   */
  synchronized void take(List<LiveFeed.Told> events) {
    for (var event : events) {
      if (event.cursor() > cursor && early.size() < MOST_EARLY) {
        early.put(event.cursor(), event.json());
      }
    }
    var next = new ArrayList<String>();
    for (var one = early.remove(cursor + 1); one != null; one = early.remove(cursor + 1)) {
      cursor++;
      next.add(one);
    }
    send(next);
  }

  /**
   * Whether the farm's stream has gone on without this client. What is newer than the last check
   * may still be on its way.
   *
   * @param newest the stream's newest cursor now
   */
  synchronized boolean isBehind(long newest) {
    var behind = cursor < newestAtLastCheck;
    newestAtLastCheck = newest;
    return behind;
  }

  /**
   * Reads on from the table until nothing is left there.
   *
   * @param after gives the next events after a cursor
   */
  synchronized void catchUp(LongFunction<List<LiveEvent>> after) {
    for (var events = after.apply(cursor); !events.isEmpty(); events = after.apply(cursor)) {
      cursor = events.get(events.size() - 1).cursor();
      send(events.stream().map(LiveEvent::toJson).toList());
    }
    early.headMap(cursor + 1).clear();
  }

  private void send(List<String> events) {
    if (events.size() == 1) {
      client.accept(events.get(0));
    } else if (!events.isEmpty()) {
      client.accept("{\"type\":\"events\",\"events\":[" + String.join(",", events) + "]}");
    }
  }
}
