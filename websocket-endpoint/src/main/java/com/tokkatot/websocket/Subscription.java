package com.tokkatot.websocket;

import com.tokkatot.live.Deltas;
import com.tokkatot.live.LiveEvent;
import com.tokkatot.live.LiveFeed;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.LongFunction;

/**
 * One client watching one farm: sends each event once, in the order of its cursor. What comes
 * together goes in one frame, because a frame costs more than what is in it. A client that does not
 * keep up, or was away, is told of each thing only the last.
 */
final class Subscription {

  private static final int MOST_EARLY = 200;

  /** Of so many that wait, those that later ones made needless are thrown away. */
  private static final int SQUEEZED = 64;

  /** A client that leaves so many different things untold is cut off. */
  private static final int MOST_WAITING = 500;

  private final UUID farmId;
  private final Client client;
  private final SortedMap<Long, String> early = new TreeMap<>();
  private List<String> waiting = new ArrayList<>();
  private int squeezedAt = SQUEEZED;
  private long cursor;
  private long toldTo;
  private long newestAtLastCheck;

  Subscription(UUID farmId, long cursor, Client client) {
    this.farmId = farmId;
    this.cursor = cursor;
    this.toldTo = cursor;
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
    for (var one = early.remove(cursor + 1); one != null; one = early.remove(cursor + 1)) {
      cursor++;
      waiting.add(one);
    }
    tell();
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
      events.forEach(event -> waiting.add(event.toJson()));
    }
    early.headMap(cursor + 1).clear();
    if (waiting.size() > 1) {
      squeeze();
    }
    tell();
  }

  /** Tells what waits, if the client has taken what it was told before. */
  synchronized void tell() {
    if (waiting.isEmpty()) {
      return;
    }
    if (!client.isBusy()) {
      var frame = frame();
      waiting.clear();
      squeezedAt = SQUEEZED;
      toldTo = cursor;
      client.send(frame);
    } else if (waiting.size() >= squeezedAt) {
      squeeze();
      squeezedAt = Math.max(SQUEEZED, 2 * waiting.size());
      if (waiting.size() > MOST_WAITING) {
        client.close(LiveConversation.TOO_SLOW, "too slow");
      }
    }
  }

  private void squeeze() {
    waiting = new ArrayList<>(Deltas.of(waiting));
  }

  private String frame() {
    return waiting.size() == 1 && cursor == toldTo + 1
        ? waiting.get(0)
        : "{\"type\":\"events\",\"since\":"
            + toldTo
            + ",\"events\":["
            + String.join(",", waiting)
            + "]}";
  }
}
