package com.tokkatot.wire;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The hub's picture of its farm, every 30 s, on connect and when a node comes or goes, on {@code
 * farm/{farm}/hub/digest}. With {@code online:false} it is the hub's last will and the list is
 * empty. Source: WIRE.md 3.5.
 *
 * @param hubBoot grows with every start of the hub, so that a will of an earlier start is known
 * @param seq counts per hub start
 * @param backlog records that wait for the cloud
 */
public record DigestMessage(
    UUID hubId,
    Instant timestamp,
    boolean online,
    long hubBoot,
    long seq,
    long backlog,
    String version,
    List<NodePresence> nodes) {

  /** Whether a node is alive, and its boot. */
  public record NodePresence(
      UUID nodeId, boolean online, long incarnation, long boot, String firmwareVersion) {}

  public DigestMessage {
    nodes = List.copyOf(nodes);
  }

  /**
   * @throws WireFormatException naming the first field that is missing or wrong
   */
  public static DigestMessage read(byte[] payload) {
    var in = WireReader.of(payload);
    return new DigestMessage(
        in.uuid("hub_id"),
        in.instant("timestamp"),
        in.flag("online"),
        in.count("hub_boot"),
        in.count("seq"),
        in.count("backlog"),
        in.textOrNull("version"),
        in.array("nodes").stream()
            .map(value -> presence(WireReader.element("nodes", value)))
            .toList());
  }

  /** UTF-8 JSON. */
  public byte[] toBytes() {
    var nodeList = WireWriter.list();
    for (var node : nodes) {
      nodeList.add(
          new WireWriter()
              .put("node_id", node.nodeId)
              .put("online", node.online)
              .put("incarnation", (Long) node.incarnation)
              .put("boot", (Long) node.boot)
              .put("firmware_version", node.firmwareVersion)
              .toJson());
    }
    return new WireWriter()
        .put("hub_id", hubId)
        .put("timestamp", timestamp)
        .put("online", online)
        .put("hub_boot", (Long) hubBoot)
        .put("seq", (Long) seq)
        .put("backlog", (Long) backlog)
        .put("version", version)
        .put("nodes", nodeList)
        .toBytes();
  }

  private static NodePresence presence(WireReader in) {
    return new NodePresence(
        in.uuid("node_id"),
        in.flag("online"),
        in.count("incarnation"),
        in.count("boot"),
        in.textOrNull("firmware_version"));
  }
}
