package com.tokkatot.live;

import java.util.List;

/**
 * What happened on a farm while a client was away.
 *
 * @param events in order, the oldest first
 * @param cursor up to which they reach
 * @param refresh whether it was too much, or is kept no longer, or is of another stream: then there
 *     are no events, and the client loads the whole picture, which shows all up to the cursor
 */
public record Missed(List<LiveEvent> events, long cursor, boolean refresh) {

  public Missed {
    events = List.copyOf(events);
  }
}
