package com.tokkatot.live;

import java.util.List;

/** These events were written in the transaction that is now committing. */
record LiveEventsWritten(List<LiveEvent> events) {

  LiveEventsWritten {
    events = List.copyOf(events);
  }
}
