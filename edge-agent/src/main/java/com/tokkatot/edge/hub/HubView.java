package com.tokkatot.edge.hub;

import jakarta.json.Json;
import java.util.UUID;

/**
 * What {@code GET /api/hub} shows.
 *
 * @param backlog records that wait for the cloud
 */
record HubView(
    UUID hubId, UUID farmId, boolean cloud, boolean field, long backlog, String version) {

  String toJson() {
    return Json.createObjectBuilder()
        .add("hub_id", hubId.toString())
        .add("farm_id", farmId.toString())
        .add("cloud", cloud ? "connected" : "away")
        .add("field", field ? "connected" : "away")
        .add("backlog", backlog)
        .add("version", version)
        .build()
        .toString();
  }
}
