package com.tokkatot.live;

import jakarta.json.Json;
import jakarta.json.JsonReaderFactory;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * What still matters to a client that was away or is slow: of several events that each say the
 * whole state of one thing, the last. Source: decisions.md D4.
 */
public final class Deltas {

  /** Which field of its data names the thing; empty: the farm. Other events are all kept. */
  private static final Map<String, String> THING =
      Map.of(
          "device:update", "device_id",
          "device:hold", "device_id",
          "device:config", "device_id",
          "device:command-status", "command_id",
          "sensor:reading", "device_id",
          "node:presence", "node_id",
          "hub:presence", "",
          "farm:emergency-stop", "",
          "sync:state", "");

  private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

  private Deltas() {}

  /**
   * The events that still matter, in their order. The last one always does.
   *
   * @param events of one farm, in order, as {@link LiveEvent#toJson()} wrote them
   */
  public static List<String> of(List<String> events) {
    var seen = new HashSet<String>();
    var kept = new ArrayList<String>();
    for (var i = events.size() - 1; i >= 0; i--) {
      var thing = thing(events.get(i));
      if (thing == null || seen.add(thing)) {
        kept.add(events.get(i));
      }
    }
    Collections.reverse(kept);
    return kept;
  }

  /** Null: nothing later makes this event needless. */
  private static String thing(String event) {
    try (var reader = READERS.createReader(new StringReader(event))) {
      var json = reader.readObject();
      var type = json.getString("type");
      var field = THING.get(type);
      if (field == null) {
        return null;
      }
      return field.isEmpty() ? type : type + json.getJsonObject("data").getString(field);
    }
  }
}
