package com.tokkatot.live;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened on a farm.
 *
 * @param cursor place in the farm's stream: 1, 2, 3 ... without gaps
 * @param type for example {@code device:update}
 * @param data the event's own fields, a JSON object
 */
public record LiveEvent(UUID farmId, long cursor, String type, String data, Instant at) {

  /** An event that is not in the stream yet. */
  public static LiveEvent of(UUID farmId, String type, JsonObject data, Instant at) {
    return new LiveEvent(farmId, 0, type, data.toString(), at);
  }

  LiveEvent at(long place) {
    return new LiveEvent(farmId, place, type, data, at);
  }

  /** As clients read it, on the socket and when polling. */
  public String toJson() {
    // The parts are UUID, digits, fixed words and finished JSON: nothing here needs escaping.
    return "{\"cursor\":"
        + cursor
        + ",\"type\":\""
        + type
        + "\",\"farm_id\":\""
        + farmId
        + "\",\"timestamp\":\""
        + at
        + "\",\"data\":"
        + data
        + "}";
  }
}
