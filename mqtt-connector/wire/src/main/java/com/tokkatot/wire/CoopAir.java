package com.tokkatot.wire;

import jakarta.json.JsonValue;
import java.util.List;
import java.util.UUID;

/**
 * What decides over the air of one coop, for the hub to know what deadly heat starts and stops.
 * Source: WIRE.md 3.7; schedules.md, "Who wins" 2.
 *
 * @param coopId the farm's id: what stands in no coop
 * @param sensors its thermometers
 */
public record CoopAir(UUID coopId, List<UUID> sensors, List<UUID> fans, List<UUID> heaters) {

  public CoopAir {
    sensors = List.copyOf(sensors);
    fans = List.copyOf(fans);
    heaters = List.copyOf(heaters);
  }

  static CoopAir read(JsonValue element) {
    var in = WireReader.element("air", element);
    return new CoopAir(
        in.uuid("coop_id"), in.uuids("sensors"), in.uuids("fans"), in.uuids("heaters"));
  }

  WireWriter json() {
    return new WireWriter()
        .put("coop_id", coopId)
        .put("sensors", WireWriter.ids(sensors))
        .put("fans", WireWriter.ids(fans))
        .put("heaters", WireWriter.ids(heaters));
  }
}
