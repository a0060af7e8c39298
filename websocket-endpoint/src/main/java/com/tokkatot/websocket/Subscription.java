package com.tokkatot.websocket;

import com.tokkatot.live.LiveEvent;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** One client watching one farm: sends each event once, in the order of its cursor. */
final class Subscription {

  private final UUID farmId;
  private final Consumer<String> client;
  private long cursor;

  Subscription(UUID farmId, long cursor, Consumer<String> client) {
    this.farmId = farmId;
    this.cursor = cursor;
    this.client = client;
  }

  UUID farmId() {
    return farmId;
  }

  /** Takes an event from the feed; false when events before it are missing. */
  synchronized boolean take(long eventCursor, String event) {
    if (eventCursor <= cursor) {
      return true;
    }
    if (eventCursor > cursor + 1) {
      return false;
    }
    cursor = eventCursor;
    client.accept(event);
    return true;
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
  }
}
