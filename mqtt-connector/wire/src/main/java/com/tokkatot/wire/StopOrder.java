package com.tokkatot.wire;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The cloud asks a hub to stop its farm or a coop, to hold fans for longer, or to let go, on {@code
 * farm/{farm}/hub/stop}. It has no end of life: a stop that comes late still stops, and orders of
 * one stop keep their order. Source: WIRE.md 3.9.
 *
 * @param stopId the stop; asked again it is the same one
 * @param coopId the coop that it is for, or null for the farm
 * @param nodes the nodes that it stops as a whole; only of {@code stop}
 * @param devices single devices that it stops, of nodes that carry others too; with {@code nodes}
 *     also null: the whole farm
 * @param by the person who asks
 */
public record StopOrder(
    UUID stopId,
    Action action,
    UUID coopId,
    List<UUID> nodes,
    List<UUID> devices,
    UUID by,
    Instant issuedAt) {

  /** What is asked. */
  public enum Action {
    STOP,
    /** Fans stay stopped for another five minutes. */
    RENEW,
    RELEASE
  }

  public StopOrder {
    nodes = nodes == null ? null : List.copyOf(nodes);
    devices = devices == null ? null : List.copyOf(devices);
  }

  /**
   * @throws WireFormatException naming the first field that is missing or wrong
   */
  public static StopOrder read(byte[] payload) {
    var in = WireReader.of(payload);
    return new StopOrder(
        in.uuid("stop_id"),
        in.word("action", Action.class),
        in.uuidOrNull("coop_id"),
        in.uuidsOrNull("nodes"),
        in.uuidsOrNull("devices"),
        in.uuidOrNull("by"),
        in.instant("issued_at"));
  }

  /** UTF-8 JSON. */
  public byte[] toBytes() {
    return new WireWriter()
        .put("stop_id", stopId)
        .put("action", action)
        .put("coop_id", coopId)
        .put("nodes", WireWriter.ids(nodes))
        .put("devices", WireWriter.ids(devices))
        .put("by", by)
        .put("issued_at", issuedAt)
        .toBytes();
  }
}
