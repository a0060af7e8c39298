package com.tokkatot.wire;

import java.util.List;
import java.util.UUID;

/**
 * What a hub fetches of its farm, inside a JWS of the cloud. Source: wire.md, "Store and forward".
 *
 * @param version of the whole; grows with every change
 * @param devices what each device that was ever set to something is set to
 * @param coops what a stop of each coop stops
 * @param schedules all of the farm, those that rest too
 * @param air what decides over the air of each coop
 * @param settings of the farm
 * @param alerts what readings are judged by
 */
public record SnapshotMessage(
    UUID hubId,
    UUID farmId,
    long version,
    List<ConfigMessage> devices,
    List<CoopStop> coops,
    List<ScheduleMessage> schedules,
    List<CoopAir> air,
    SnapshotSettings settings,
    AlertPlan alerts) {

  /**
   * Longest snapshot, in bytes: it travels by HTTP, and a farm has at most 100 devices with 20
   * schedules each.
   */
  public static final int MAX_BYTES = 2 << 20;

  public SnapshotMessage {
    devices = List.copyOf(devices);
    coops = List.copyOf(coops);
    schedules = List.copyOf(schedules);
    air = List.copyOf(air);
  }

  /** Of a farm where everything is set as usual and nothing is judged. */
  public SnapshotMessage(
      UUID hubId,
      UUID farmId,
      long version,
      List<ConfigMessage> devices,
      List<CoopStop> coops,
      List<ScheduleMessage> schedules,
      List<CoopAir> air) {
    this(
        hubId,
        farmId,
        version,
        devices,
        coops,
        schedules,
        air,
        SnapshotSettings.USUAL,
        AlertPlan.NONE);
  }

  /** Of a farm without coops and schedules. */
  public SnapshotMessage(UUID hubId, UUID farmId, long version, List<ConfigMessage> devices) {
    this(hubId, farmId, version, devices, List.of(), List.of(), List.of());
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
        // An older cloud says none of these.
        in.elements("coops").stream().map(CoopStop::read).toList(),
        in.elements("schedules").stream()
            .map(value -> ScheduleMessage.read(WireReader.element("schedules", value)))
            .toList(),
        in.elements("air").stream().map(CoopAir::read).toList(),
        in.has("settings") ? SnapshotSettings.read(in.inside("settings")) : SnapshotSettings.USUAL,
        in.has("alerts") ? AlertPlan.read(in.inside("alerts")) : AlertPlan.NONE);
  }

  /** UTF-8 JSON. */
  public byte[] toBytes() {
    var plans = WireWriter.list();
    schedules.forEach(schedule -> plans.add(schedule.json().toJson()));
    var list = WireWriter.list();
    devices.forEach(device -> list.add(device.json().toJson()));
    var places = WireWriter.list();
    coops.forEach(coop -> places.add(coop.json().toJson()));
    var airs = WireWriter.list();
    air.forEach(one -> airs.add(one.json().toJson()));
    return new WireWriter()
        .put("hub_id", hubId)
        .put("farm_id", farmId)
        .put("snapshot_version", (Long) version)
        .put("devices", list)
        .put("coops", places)
        .put("schedules", plans)
        .put("air", airs)
        .put("settings", settings.json())
        .put("alerts", alerts.json())
        .toBytes();
  }
}
