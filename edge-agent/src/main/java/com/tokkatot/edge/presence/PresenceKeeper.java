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
    nodes.forEach(node -> presence.remember(node, time.instant()));
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
    if (change == Change.TOLD) {
      changed.run();
      return;
    }
    var node = presence.of(nodeId);
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
          return Step.NOTHING;
        });
    changed.run();
    if (change == Change.CAME) {
      came.run();
    }
  }
}
