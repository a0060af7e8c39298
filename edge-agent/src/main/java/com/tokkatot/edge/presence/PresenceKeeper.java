package com.tokkatot.edge.presence;

import com.tokkatot.edge.journal.Journal;
import com.tokkatot.edge.journal.Parked;
import com.tokkatot.edge.journal.Step;
import com.tokkatot.edge.journal.Store;
import com.tokkatot.edge.link.Incoming;
import com.tokkatot.edge.presence.Presence.Change;
import com.tokkatot.wire.DigestMessage.NodePresence;
import com.tokkatot.wire.HeartbeatMessage;
import com.tokkatot.wire.Topics.Address;
import com.tokkatot.wire.WireFormatException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Feeds the beats to {@link Presence}, remembers the nodes over a restart of the hub and tells when
 * one comes or goes.
 */
public final class PresenceKeeper {

  private static final Logger LOG = System.getLogger(PresenceKeeper.class.getName());

  private final Presence presence;
  private final Journal journal;
  private final Parked parked;
  private final InstantSource time;
  private final Runnable changed;
  private final Runnable came;
  private final Buttons buttons;

  /** Hears where the emergency stop button of a node is, and whether its loop is broken. */
  @FunctionalInterface
  public interface Buttons {
    void heard(UUID nodeId, boolean pressed, boolean broken);
  }

  /**
   * @param changed a node came or went; must not block
   * @param came a node came: what waits for it may be sent; must not block
   * @param buttons hears each beat's button; must not block
   */
  public PresenceKeeper(
      Presence presence,
      Journal journal,
      Parked parked,
      InstantSource time,
      Runnable changed,
      Runnable came,
      Buttons buttons) {
    this.presence = presence;
    this.journal = journal;
    this.parked = parked;
    this.time = time;
    this.changed = changed;
    this.came = came;
    this.buttons = buttons;
  }

  /** Reads back the nodes of before. */
  public void load(Store store) throws SQLException {
    var nodes =
        store.all(
            row ->
                new NodePresence(
                    UUID.fromString(row.getString(1)),
                    row.getBoolean(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getString(5)),
            "select id, online, incarnation, boot, firmware from node");
    for (var node : nodes) {
      presence.remember(carrying(node, carried(store, node.nodeId())), time.instant());
    }
  }

  private static NodePresence carrying(NodePresence node, Map<UUID, Long> devices) {
    return new NodePresence(
        node.nodeId(),
        node.online(),
        node.incarnation(),
        node.boot(),
        node.firmwareVersion(),
        null,
        null,
        null,
        devices);
  }

  private static Map<UUID, Long> carried(Store store, UUID nodeId) throws SQLException {
    var devices = new HashMap<UUID, Long>();
    store.all(
        row -> devices.put(UUID.fromString(row.getString(1)), row.getLong(2)),
        "select device, config_version from carried where node = ?",
        nodeId.toString());
    return devices;
  }

  /** A beat is acknowledged at once: the next one comes in 30 s. */
  public void received(Address from, Incoming message) {
    try {
      var beat = HeartbeatMessage.read(message.payload());
      if (!beat.nodeId().equals(from.deviceId())) {
        throw new WireFormatException("node_id", "is not the topic's");
      }
      if (beat.online()) {
        buttons.heard(beat.nodeId(), beat.stopButton(), beat.stopWireBroken());
      }
      tell(beat.nodeId(), presence.heard(beat, time.instant()));
    } catch (WireFormatException e) {
      journal.later(store -> parked.park(store, message, e.getMessage()));
    }
    message.acknowledgement().run();
  }

  /** Called every few seconds. */
  public void sweep() {
    for (var node : presence.silentAt(time.instant())) {
      tell(node.nodeId(), Change.WENT);
    }
  }

  private void tell(UUID nodeId, Change change) {
    if (change == Change.NONE) {
      return;
    }
    var node = presence.of(nodeId);
    if (change == Change.TOLD) {
      journal.later(store -> carries(store, node));
      changed.run();
      return;
    }
    LOG.log(Level.INFO, "Node {0} is {1}", nodeId, node.online() ? "online" : "offline");
    journal.later(
        store -> {
          store.run(
              "insert or replace into node (id, online, incarnation, boot, firmware)"
                  + " values (?, ?, ?, ?, ?)",
              nodeId.toString(),
              node.online(),
              node.incarnation(),
              node.boot(),
              node.firmwareVersion());
          return carries(store, node);
        });
    changed.run();
    if (change == Change.CAME) {
      came.run();
    }
  }

  /** After a restart the hub must know at once whose commands are counted together. */
  private static Runnable carries(Store store, NodePresence node) throws SQLException {
    for (var device : node.configVersions().entrySet()) {
      store.run(
          "insert or replace into carried (device, node, config_version) values (?, ?, ?)",
          device.getKey().toString(),
          node.nodeId().toString(),
          device.getValue());
    }
    return Step.NOTHING;
  }
}
