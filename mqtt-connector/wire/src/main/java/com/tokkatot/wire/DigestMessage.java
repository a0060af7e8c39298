package com.tokkatot.wire;

import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The hub's picture of its farm, every 10 s, on connect and when a node comes or goes, on {@code
 * farm/{farm}/hub/digest}. With {@code online:false} it is the hub's last will and the lists are
 * empty. A picture too large for one message comes in pages: the first, retained one tells of the
 * nodes, the others of devices. Source: WIRE.md 3.5.
 *
 * @param hubBoot grows with every start of the hub, so that a will of an earlier start is known
 * @param seq counts per hub start
 * @param backlog records that wait for the cloud
 * @param page which part of which picture; null: of an older hub, which has but one
 * @param journal how far the journal goes; null when the hub has no epoch yet
 * @param devices what each device last said it is, with the command that it answered
 * @param holds of these devices, those that a person's order keeps from schedules, and until when
 * @param clockUnknown what goes by the time of day waits, for the hub does not know it
 */
public record DigestMessage(
    UUID hubId,
    Instant timestamp,
    boolean online,
    long hubBoot,
    long seq,
    long backlog,
    String version,
    List<NodePresence> nodes,
    Page page,
    JournalMark journal,
    List<StatusMessage> devices,
    Map<UUID, Instant> holds,
    boolean clockUnknown) {

  private static final JsonBuilderFactory BUILDERS = Json.createBuilderFactory(Map.of());
  private static final String MANUAL_UNTIL = "manual_until";

  /**
   * A part of a picture.
   *
   * @param digestId the same for all parts of one picture
   * @param number from 1
   * @param of how many parts there are
   */
  public record Page(long digestId, long number, long of) {

    public Page {
      if (number < 1 || number > of) {
        throw new WireFormatException("page", "must be 1 to " + of);
      }
    }
  }

  /**
   * How far the hub's journal goes.
   *
   * @param epoch which journal
   * @param eventsTo number of its newest event
   */
  public record JournalMark(long epoch, long eventsTo) {}

  /** A picture of nodes only. */
  public DigestMessage(
      UUID hubId,
      Instant timestamp,
      boolean online,
      long hubBoot,
      long seq,
      long backlog,
      String version,
      List<NodePresence> nodes) {
    this(hubId, timestamp, online, hubBoot, seq, backlog, version, nodes, null, null, List.of());
  }

  /** A picture in which no person's order holds anything, of a hub that knows the time. */
  public DigestMessage(
      UUID hubId,
      Instant timestamp,
      boolean online,
      long hubBoot,
      long seq,
      long backlog,
      String version,
      List<NodePresence> nodes,
      Page page,
      JournalMark journal,
      List<StatusMessage> devices) {
    this(
        hubId, timestamp, online, hubBoot, seq, backlog, version, nodes, page, journal, devices,
        Map.of(), false);
  }

  /**
   * Whether a node is alive, its boot, and how it is by its last heartbeat.
   *
   * @param uptimeS seconds since it started, or null when nobody says
   * @param rssiDbm signal, dBm, or null
   * @param heapFree bytes, or null
   * @param configVersions which version of its configuration each device has taken; empty when
   *     nobody says
   * @param supply what it lives on
   */
  public record NodePresence(
      UUID nodeId,
      boolean online,
      long incarnation,
      long boot,
      String firmwareVersion,
      Long uptimeS,
      Long rssiDbm,
      Long heapFree,
      Map<UUID, Long> configVersions,
      Supply supply) {

    public NodePresence {
      configVersions = Map.copyOf(configVersions);
    }

    /** With nothing but who and when. */
    public NodePresence(
        UUID nodeId, boolean online, long incarnation, long boot, String firmwareVersion) {
      this(nodeId, online, incarnation, boot, firmwareVersion, null, null, null, Map.of());
    }

    /** Of a board that does not say what it lives on. */
    public NodePresence(
        UUID nodeId,
        boolean online,
        long incarnation,
        long boot,
        String firmwareVersion,
        Long uptimeS,
        Long rssiDbm,
        Long heapFree,
        Map<UUID, Long> configVersions) {
      this(
          nodeId,
          online,
          incarnation,
          boot,
          firmwareVersion,
          uptimeS,
          rssiDbm,
          heapFree,
          configVersions,
          Supply.UNKNOWN);
    }

    /** The same, without what a digest may leave out. */
    public NodePresence bare() {
      return new NodePresence(nodeId, online, incarnation, boot, firmwareVersion);
    }
  }

  public DigestMessage {
    nodes = List.copyOf(nodes);
    devices = List.copyOf(devices);
    holds = Map.copyOf(holds);
  }

  /**
   * @throws WireFormatException naming the first field that is missing or wrong
   */
  public static DigestMessage read(byte[] payload) {
    var in = WireReader.of(payload);
    var said =
        in.has("devices")
            ? in.array("devices").stream()
                .map(value -> WireReader.element("devices", value))
                .toList()
            : List.<WireReader>of();
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
            .toList(),
        in.has("page")
            ? new Page(in.count("digest_id"), in.count("page"), in.count("pages"))
            : null,
        in.has("epoch") ? new JournalMark(in.count("epoch"), in.count("events_to")) : null,
        said.stream().map(StatusMessage::read).toList(),
        said.stream()
            .filter(device -> device.has(MANUAL_UNTIL))
            .collect(
                Collectors.toMap(
                    device -> device.uuid("device_id"),
                    device -> device.instant(MANUAL_UNTIL),
                    (one, other) -> other)),
        in.flagOrFalse("clock_unknown"));
  }

  /** UTF-8 JSON. */
  public byte[] toBytes() {
    var nodeList = WireWriter.list();
    nodes.forEach(node -> nodeList.add(json(node)));
    var out =
        new WireWriter()
            .put("hub_id", hubId)
            .put("timestamp", timestamp)
            .put("online", online)
            .put("hub_boot", (Long) hubBoot)
            .put("seq", (Long) seq)
            .put("backlog", (Long) backlog)
            .put("version", version)
            .put("nodes", nodeList);
    if (page != null) {
      out.put("digest_id", (Long) page.digestId)
          .put("page", (Long) page.number)
          .put("pages", (Long) page.of);
    }
    if (journal != null) {
      out.put("epoch", (Long) journal.epoch).put("events_to", (Long) journal.eventsTo);
    }
    if (clockUnknown) {
      out.put("clock_unknown", true);
    }
    if (!devices.isEmpty()) {
      var deviceList = WireWriter.list();
      devices.forEach(device -> deviceList.add(brief(device)));
      out.put("devices", deviceList);
    }
    return out.toBytes();
  }

  private JsonObject brief(StatusMessage device) {
    var until = holds.get(device.deviceId());
    return until == null
        ? device.brief()
        : BUILDERS
            .createObjectBuilder(device.brief())
            .add(MANUAL_UNTIL, until.toEpochMilli())
            .build();
  }

  // What a node does not tell is left out: the room of one message is for all nodes of a farm.
  private static JsonObject json(NodePresence node) {
    var out =
        new WireWriter()
            .put("node_id", node.nodeId)
            .put("online", node.online)
            .put("incarnation", (Long) node.incarnation)
            .put("boot", (Long) node.boot)
            .put("firmware_version", node.firmwareVersion);
    if (node.uptimeS != null) {
      out.put("uptime_s", node.uptimeS);
    }
    if (node.rssiDbm != null) {
      out.put("rssi_dbm", node.rssiDbm);
    }
    if (node.heapFree != null) {
      out.put("heap_free", node.heapFree);
    }
    if (!node.configVersions.isEmpty()) {
      out.put("config_versions", node.configVersions);
    }
    node.supply.write(out);
    return out.toJson();
  }

  private static NodePresence presence(WireReader in) {
    return new NodePresence(
        in.uuid("node_id"),
        in.flag("online"),
        in.count("incarnation"),
        in.count("boot"),
        in.textOrNull("firmware_version"),
        in.countOrNull("uptime_s"),
        in.wholeOrNull("rssi_dbm"),
        in.countOrNull("heap_free"),
        in.counts("config_versions"),
        Supply.read(in));
  }
}
