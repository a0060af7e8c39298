package com.tokkatot.wire;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A node's proof of life, every 30 s on {@code farm/{farm}/devices/{node}/heartbeat}. With {@code
 * online:true} it is retained on connect; with {@code online:false} it is the node's last will,
 * which carries only the required fields. Source: WIRE.md 3.4.
 *
 * @param boot boot counter: a will counts only for the boot it names
 * @param rssiDbm signal, dBm, or null
 * @param heapFree bytes, or null
 * @param configVersions which version of its configuration each device has taken
 * @param stopButton whether the node's emergency stop button is pressed
 * @param stopWireBroken whether the button's loop is broken: nobody can be sure of it
 * @param supply what the board lives on
 */
public record HeartbeatMessage(
    UUID nodeId,
    Instant timestamp,
    boolean online,
    long incarnation,
    long boot,
    String firmwareVersion,
    Long uptimeS,
    Long rssiDbm,
    Long heapFree,
    String bootReason,
    Map<UUID, Long> configVersions,
    boolean stopButton,
    boolean stopWireBroken,
    Supply supply) {

  public HeartbeatMessage {
    configVersions = Map.copyOf(configVersions);
  }

  /** Of a board that does not say what it lives on. */
  public HeartbeatMessage(
      UUID nodeId,
      Instant timestamp,
      boolean online,
      long incarnation,
      long boot,
      String firmwareVersion,
      Long uptimeS,
      Long rssiDbm,
      Long heapFree,
      String bootReason,
      Map<UUID, Long> configVersions,
      boolean stopButton,
      boolean stopWireBroken) {
    this(
        nodeId,
        timestamp,
        online,
        incarnation,
        boot,
        firmwareVersion,
        uptimeS,
        rssiDbm,
        heapFree,
        bootReason,
        configVersions,
        stopButton,
        stopWireBroken,
        Supply.UNKNOWN);
  }

  /**
   * @throws WireFormatException naming the first field that is missing or wrong
   */
  public static HeartbeatMessage read(byte[] payload) {
    var in = WireReader.of(payload);
    return new HeartbeatMessage(
        in.uuid("node_id"),
        in.instantOrNull("timestamp"),
        in.flag("online"),
        in.count("incarnation"),
        in.count("boot"),
        in.textOrNull("firmware_version"),
        in.countOrNull("uptime_s"),
        in.wholeOrNull("rssi_dbm"),
        in.countOrNull("heap_free"),
        in.textOrNull("boot_reason"),
        in.counts("config_versions"),
        in.flagOrFalse("stop_button"),
        in.flagOrFalse("stop_wire_broken"),
        Supply.read(in));
  }

  /** UTF-8 JSON. */
  public byte[] toBytes() {
    var out =
        new WireWriter()
            .put("node_id", nodeId)
            .put("timestamp", timestamp)
            .put("online", online)
            .put("incarnation", (Long) incarnation)
            .put("boot", (Long) boot)
            .put("firmware_version", firmwareVersion)
            .put("uptime_s", uptimeS)
            .put("rssi_dbm", rssiDbm)
            .put("heap_free", heapFree)
            .put("boot_reason", bootReason)
            .put("config_versions", configVersions)
            .put("stop_button", stopButton);
    supply.write(out);
    return (stopWireBroken ? out.put("stop_wire_broken", true) : out).toBytes();
  }
}
