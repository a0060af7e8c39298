package com.tokkatot.device;

import com.tokkatot.live.EventData;
import com.tokkatot.live.LiveEvent;
import com.tokkatot.live.LiveEvents;
import com.tokkatot.shared.Sql;
import com.tokkatot.wire.DigestMessage;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Our belief who is alive: hubs by their digests, nodes by what their hub says of them. */
@Stateless
public class Presence {

  /** A hub speaks every 30 s; two missed digests and some slack make it offline. */
  static final Duration SILENCE = Duration.ofSeconds(75);

  private static final List<String> HEALTH_TYPES =
      List.of("uuid", "uuid", "int8", "int8", "int8", "int8", "text", "int8", "timestamptz");

  private static final List<String> ACKNOWLEDGED_TYPES =
      List.of("uuid", "uuid", "uuid", "int8", "int8");

  @Inject Sql sql;
  @Inject InstantSource time;
  @Inject Event<DigestHeard> heard;
  @EJB LiveEvents live;

  private record Hub(boolean isOnline, long boot, long seq) {}

  /**
   * Takes one digest or last will.
   *
   * @return false if the hub is not this farm's
   */
  public boolean heard(UUID farmId, DigestMessage digest) {
    var found =
        sql.query(
            "select is_online, hub_boot, digest_seq from hub where id = ? and farm_id = ?"
                + " for no key update",
            row ->
                new Hub(
                    row.getBoolean("is_online"),
                    row.getLong("hub_boot"),
                    row.getLong("digest_seq")),
            digest.hubId(),
            farmId);
    if (found.isEmpty()) {
      return false;
    }
    var hub = found.get(0);
    if (isOlder(digest, hub)) {
      return true;
    }
    sql.update(
        "update hub set is_online = ?, last_seen_at = ?, hub_boot = ?, digest_seq = ?, backlog = ?,"
            + " software_version = coalesce(?, software_version) where id = ?",
        digest.online(),
        time.instant(),
        digest.hubBoot(),
        Math.max(digest.seq(), digest.hubBoot() == hub.boot ? hub.seq : 0),
        digest.backlog(),
        digest.version(),
        digest.hubId());
    var events = new ArrayList<LiveEvent>();
    if (hub.isOnline != digest.online()) {
      events.add(hubEvent(farmId, digest.online()));
    }
    for (var node : digest.nodes()) {
      nodeChanged(farmId, node, events);
    }
    howTheyAre(farmId, digest.nodes());
    events.addAll(acknowledged(farmId, digest.nodes()));
    live.append(events);
    heard.fire(new DigestHeard(farmId, digest));
    return true;
  }

  /** Hubs that fell silent without a last will, for example because the broker went with them. */
  public void noticeSilence() {
    var silent =
        sql.query(
            "update hub set is_online = false where is_online and last_seen_at < ?"
                + " returning farm_id",
            row -> Sql.uuid(row, "farm_id"),
            time.instant().minus(SILENCE));
    live.append(silent.stream().map(farmId -> hubEvent(farmId, false)).toList());
  }

  // A will carries the seq of its connect; it counts unless a later start of the hub has spoken.
  private static boolean isOlder(DigestMessage digest, Hub hub) {
    return digest.hubBoot() < hub.boot
        || (digest.online() && digest.hubBoot() == hub.boot && digest.seq() <= hub.seq);
  }

  /** What a replaced board said before, its hub may say long after: that is of nobody any more. */
  private void howTheyAre(UUID farmId, List<DigestMessage.NodePresence> nodes) {
    var told = nodes.stream().filter(node -> node.uptimeS() != null).toList();
    if (told.isEmpty()) {
      return;
    }
    sql.update(
        "update node set uptime_s = said.uptime_s, rssi_dbm = said.rssi_dbm,"
            + " heap_free = said.heap_free, power = said.power, battery_mv = said.battery_mv,"
            + " on_battery_since = case when said.power = 'battery'"
            + " then coalesce(node.on_battery_since, said.at) end"
            + " from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) as said (id, farm_id, incarnation, uptime_s,"
            + " rssi_dbm, heap_free, power, battery_mv, at)"
            + " where node.id = said.id and node.incarnation = said.incarnation"
            + " and node.farm_id = said.farm_id",
        Sql.columns(HEALTH_TYPES, told.stream().map(node -> health(farmId, node)).toList()));
  }

  /** What a device has taken by its own account; a board that lost its memory says less again. */
  private List<LiveEvent> acknowledged(UUID farmId, List<DigestMessage.NodePresence> nodes) {
    var said = new ArrayList<Object[]>();
    for (var node : nodes) {
      node.configVersions()
          .forEach(
              (device, version) ->
                  said.add(
                      new Object[] {device, node.nodeId(), farmId, node.incarnation(), version}));
    }
    if (said.isEmpty()) {
      return List.of();
    }
    return sql.query(
        """
        update device set config_acknowledged = said.version
        from unnest(?, ?, ?, ?, ?) as said (id, node_id, farm_id, incarnation, version), node
        where device.id = said.id and device.node_id = said.node_id
          and device.farm_id = said.farm_id and node.id = said.node_id
          and node.incarnation = said.incarnation and said.version <= device.config_version
          and device.config_acknowledged <> said.version
        returning device.id, device.config_version, device.config_acknowledged
        """,
        row ->
            LiveEvent.of(
                farmId,
                "device:config",
                new EventData()
                    .put("device_id", Sql.uuid(row, "id"))
                    .put("desired_version", row.getLong("config_version"))
                    .put("acknowledged_version", row.getLong("config_acknowledged"))
                    .build(),
                time.instant()),
        Sql.columns(ACKNOWLEDGED_TYPES, said));
  }

  private Object[] health(UUID farmId, DigestMessage.NodePresence node) {
    return new Object[] {
      node.nodeId(),
      farmId,
      node.incarnation(),
      node.uptimeS(),
      node.rssiDbm(),
      node.heapFree(),
      node.supply().power(),
      node.supply().batteryMv(),
      time.instant()
    };
  }

  private void nodeChanged(UUID farmId, DigestMessage.NodePresence node, List<LiveEvent> events) {
    var changed =
        sql.update(
            "update node set is_online = ?, presence_at = ?, incarnation = ?, boot = ?,"
                + " firmware_version = coalesce(?, firmware_version)"
                + " where id = ? and farm_id = ? and removed_at is null and incarnation <= ?"
                + " and (is_online <> ? or boot <> ? or incarnation <> ?)",
            node.online(),
            time.instant(),
            node.incarnation(),
            node.boot(),
            node.firmwareVersion(),
            node.nodeId(),
            farmId,
            node.incarnation(),
            node.online(),
            node.boot(),
            node.incarnation());
    if (changed > 0) {
      var devices = EventData.list();
      sql.query(
              "select id from device where node_id = ? and removed_at is null order by id",
              row -> row.getString("id"),
              node.nodeId())
          .forEach(devices::add);
      var data =
          new EventData()
              .put("node_id", node.nodeId())
              .put("is_online", node.online())
              .put("device_ids", devices);
      events.add(LiveEvent.of(farmId, "node:presence", data.build(), time.instant()));
    }
  }

  private LiveEvent hubEvent(UUID farmId, boolean isOnline) {
    return LiveEvent.of(
        farmId, "hub:presence", new EventData().put("is_online", isOnline).build(), time.instant());
  }
}
