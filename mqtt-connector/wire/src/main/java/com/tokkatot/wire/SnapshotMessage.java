package com.tokkatot.wire;

import java.util.List;
import java.util.UUID;

/**
 * What a hub fetches of its farm, inside a JWS of the cloud. Source: wire.md, "Store and forward".
 *
 * @param version of the whole; grows with every change
 * @param devices what each device that was ever set to something is set to
 * @param coops what a stop of each coop stops
 */
public record SnapshotMessage(
    UUID hubId, UUID farmId, long version, List<ConfigMessage> devices, List<CoopPlace> coops) {

  /** Longest snapshot, in bytes: it travels by HTTP, and a farm has at most 100 devices. */
  public static final int MAX_BYTES = 1 << 20;

  public SnapshotMessage {
    devices = List.copyOf(devices);
    coops = List.copyOf(coops);
  }

  /**
   * @throws WireFormatException naming the first field that is missing or wrong
   */
  public static SnapshotMessage read(byte[] document) {
    var in = WireReader.of(document, MAX_BYTES);
    return new SnapshotMessage(
        in.uuid("hub_id"),
        in.uuid("farm_id"),
        in.count("snapshot_version"),
        in.array("devices").stream()
            .map(value -> ConfigMessage.read(WireReader.element("devices", value)))
            .toList(),
        in.elements("coops").stream().map(CoopPlace::read).toList());
  }

  /** UTF-8 JSON. */
  public byte[] toBytes() {
    var list = WireWriter.list();
    devices.forEach(device -> list.add(device.json().toJson()));
    var places = WireWriter.list();
    coops.forEach(coop -> places.add(coop.json().toJson()));
    return new WireWriter()
        .put("hub_id", hubId)
        .put("farm_id", farmId)
        .put("snapshot_version", (Long) version)
        .put("devices", list)
        .put("coops", places)
        .toBytes();
  }
}
