package com.tokkatot.wire;

import jakarta.json.JsonValue;
import java.util.List;
import java.util.UUID;

/**
 * What an emergency stop of one coop stops, for the hub to know while the cloud is away. Source:
 * WIRE.md 3.7.
 *
 * @param buttons the nodes that hang in the coop: their buttons are the coop's
 * @param nodes the nodes that are stopped as a whole
 * @param devices single devices that are stopped, of nodes that serve other coops too
 */
public record CoopStop(UUID coopId, List<UUID> buttons, List<UUID> nodes, List<UUID> devices) {

  public CoopStop {
    buttons = List.copyOf(buttons);
    nodes = List.copyOf(nodes);
    devices = List.copyOf(devices);
  }

  /**
   * @throws WireFormatException naming the first field that is missing or wrong
   */
  public static CoopStop read(byte[] document) {
    return read(WireReader.of(document, SnapshotMessage.MAX_BYTES));
  }

  static CoopStop read(JsonValue element) {
    return read(WireReader.element("coops", element));
  }

  private static CoopStop read(WireReader in) {
    return new CoopStop(
        in.uuid("coop_id"), in.uuids("buttons"), in.uuids("nodes"), in.uuids("devices"));
  }

  /** UTF-8 JSON. */
  public byte[] toBytes() {
    return json().toBytes();
  }

  WireWriter json() {
    return new WireWriter()
        .put("coop_id", coopId)
        .put("buttons", WireWriter.ids(buttons))
        .put("nodes", WireWriter.ids(nodes))
        .put("devices", WireWriter.ids(devices));
  }
}
