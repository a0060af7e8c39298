package com.tokkatot.websocket;

import com.tokkatot.live.LiveEvent;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** One client watching one farm: sends each event once, in the order of its cursor. */
final class Subscription {

  private static final int MOST_EARLY = 200;

  private final UUID farmId;
  private final Consumer<String> client;
  private final SortedMap<Long, String> early = new TreeMap<>();
  private long cursor;

  Subscription(UUID farmId, long cursor, Consumer<String> client) {
    this.farmId = farmId;
    this.cursor = cursor;
    this.client = client;
  }

  UUID farmId() {
    return farmId;
  }

  /**
   * Takes an event from the feed. One that overtook another waits for it: two commits tell of
   * themselves at nearly the same time. What never comes, {@link #catchUp} finds.
   */
  synchronized void take(long eventCursor, String event) {
    if (eventCursor <= cursor) {
      return;
    }
    if (early.size() < MOST_EARLY) {
      early.put(eventCursor, event);
    }
    for (var next = early.remove(cursor + 1); next != null; next = early.remove(cursor + 1)) {
      cursor++;
      client.accept(next);
    }
  }

  /** Whether the farm's stream has gone on without this client. */
  synchronized boolean isBehind(long newest) {
    return cursor < newest;
  }

  /**
   * Reads on from the table until nothing is left there.
   *
   * @param after gives the next events after a cursor
   */
  synchronized void catchUp(LongFunction<List<LiveEvent>> after) {
    for (var events = after.apply(cursor); !events.isEmpty(); events = after.apply(cursor)) {
      for (var event : events) {
        cursor = event.cursor();
        client.accept(event.toJson());
      }
    }
    early.headMap(cursor + 1).clear();
  }
}
