package com.tokkatot.rest.live;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Events after a cursor, as the document shows them: they leave the database as finished JSON. */
record UpdatesView(List<EventView> events, long cursor, boolean hasMore, boolean refresh) {

  /**
   * Something that happened on a farm.
   *
   * @param type for example device:update
   */
  record EventView(
      long cursor, String type, UUID farmId, Instant timestamp, Map<String, Object> data) {}
}
