package com.tokkatot.wire;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.UUID;

/**
 * What stands in one coop and over which birds, for the hub to judge readings. Source: WIRE.md
 * 3.13.
 *
 * @param coopId null: what stands in no coop
 * @param devices all of them, those that read nothing too
 * @param birds as {@code com.tokkatot.rules.json.BirdsJson} writes them; null: none are known
 */
public record CoopBirds(UUID coopId, List<UUID> devices, JsonObject birds) {

  public CoopBirds {
    devices = List.copyOf(devices);
  }

  static CoopBirds read(JsonValue element) {
    var in = WireReader.element("coops", element);
    return new CoopBirds(
        in.uuidOrNull("coop_id"), in.uuids("devices"), in.has("birds") ? in.object("birds") : null);
  }

  WireWriter json() {
    return new WireWriter()
        .put("coop_id", coopId)
        .put("devices", WireWriter.ids(devices))
        .put("birds", birds);
  }
}
