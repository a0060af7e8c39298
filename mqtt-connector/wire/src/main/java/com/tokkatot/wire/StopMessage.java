package com.tokkatot.wire;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Every emergency stop that holds on a farm, on {@code farm/{farm}/estop}, retained. The hub owns
 * it and is the only one to write it; an empty list means that nothing is stopped. Source: WIRE.md
 * 3.8.
 *
 * @param version grows with every change, also over a hub whose disk was lost
 */
public record StopMessage(long version, Instant timestamp, List<Stop> stops) {

  /** Who pressed. */
  public enum Origin {
    /** A person in the app; fans come back after five minutes. */
    APP,
    /** The button in the coop; released only there, fans stay off. */
    BUTTON,
    /**
     * A button's loop is broken: what a hand can reach stands still until it is whole. Source:
     * schedules.md, "Who wins" 1.
     */
    WIRE
  }

  /**
   * One stop.
   *
   * @param coopId the coop it was asked for, or null for the farm
   * @param nodes the nodes that it stops as a whole
   * @param devices single devices that it stops, of nodes that carry others too; with {@code nodes}
   *     also null: the whole farm
   * @param by the person, or the node whose button or loop it is; null if not known
   * @param fansAfterMs how long fans are still stopped, counted from when this was sent; null as
   *     long as the stop itself
   */
  public record Stop(
      UUID stopId,
      UUID coopId,
      List<UUID> nodes,
      List<UUID> devices,
      Origin origin,
      UUID by,
      Instant since,
      Long fansAfterMs) {

    public Stop {
      nodes = nodes == null ? null : List.copyOf(nodes);
      devices = devices == null ? null : List.copyOf(devices);
    }
  }

  public StopMessage {
    stops = List.copyOf(stops);
  }

  /**
   * @throws WireFormatException naming the first field that is missing or wrong
   */
  public static StopMessage read(byte[] payload) {
    var in = WireReader.of(payload);
    return new StopMessage(
        in.count("version"),
        in.instant("timestamp"),
        in.array("stops").stream().map(value -> stop(WireReader.element("stops", value))).toList());
  }

  /** UTF-8 JSON. */
  public byte[] toBytes() {
    var list = WireWriter.list();
    for (var stop : stops) {
      list.add(
          new WireWriter()
              .put("stop_id", stop.stopId)
              .put("coop_id", stop.coopId)
              .put("nodes", WireWriter.ids(stop.nodes))
              .put("devices", WireWriter.ids(stop.devices))
              .put("origin", stop.origin)
              .put("by", stop.by)
              .put("since", stop.since)
              .put("fans_after_ms", stop.fansAfterMs)
              .toJson());
    }
    return new WireWriter()
        .put("version", (Long) version)
        .put("timestamp", timestamp)
        .put("stops", list)
        .toBytes();
  }

  private static Stop stop(WireReader in) {
    return new Stop(
        in.uuid("stop_id"),
        in.uuidOrNull("coop_id"),
        in.uuidsOrNull("nodes"),
        in.uuidsOrNull("devices"),
        in.word("origin", Origin.class),
        in.uuidOrNull("by"),
        in.instant("since"),
        in.countOrNull("fans_after_ms"));
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "estop %d, %d stops", version, stops.size());
  }
}
