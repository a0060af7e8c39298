package com.tokkatot.stop;

import com.tokkatot.live.EventData;
import com.tokkatot.live.LiveEvent;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What clients hear about stops: always all that hold, so that nobody has to add up. */
final class StopEvents {

  private StopEvents() {}

  static LiveEvent now(UUID farmId, List<StopView> stops, Instant now) {
    var list = EventData.list();
    for (var stop : stops) {
      list.add(
          new EventData()
              .put("stop_id", stop.stopId())
              .put("coop_id", stop.coopId())
              .put("coop_name", stop.coopName())
              .put("origin", stop.origin())
              .put("state", stop.state())
              .put("reason", stop.reason())
              .put("by", by(stop.by()))
              .put("node_id", stop.nodeId())
              .put("since", stop.since())
              .put("fans_at", stop.fansAt())
              .put("fans_free", stop.fansFree())
              .build());
    }
    return LiveEvent.of(
        farmId, "farm:emergency-stop", new EventData().put("stops", list).build(), now);
  }

  private static JsonObject by(StopView.By by) {
    return by == null ? null : new EventData().put("id", by.id()).put("name", by.name()).build();
  }
}
