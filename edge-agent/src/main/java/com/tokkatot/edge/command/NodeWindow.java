package com.tokkatot.edge.command;

import com.tokkatot.edge.journal.Store;
import com.tokkatot.wire.CommandMessage.Priority;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/**
 * Lets commands go to the nodes, few at a time. A node that was reset knows the last eight ids that
 * it has taken; a command that was not answered is sent again, and if its id were the ninth it
 * would run twice. So a command goes only while, for each of its node that is not answered, fewer
 * than that were sent since. The rest waits. On the writer's thread only.
 */
final class NodeWindow {

  /**
   * Commands sent to a node since the oldest unanswered one, itself included. One less than
   * TK_SEEN_KEPT in firmware/core/include/tk/command.h. Source: WIRE.md 3.1.
   */
  static final int MOST = 7;

  /** The last place is for the urgent. */
  private static final int MOST_NOT_URGENT = MOST - 1;

  private final CommandMemory memory;
  private final FarmSender farm;
  private final Carriers carriers;

  NodeWindow(CommandMemory memory, FarmSender farm, Carriers carriers) {
    this.memory = memory;
    this.farm = farm;
    this.carriers = carriers;
  }

  /**
   * Lets go what waits for the node of this device and has room.
   *
   * @return to be sent once this is durable, in this order
   */
  List<KnownCommand> release(Store store, UUID device, Instant now) throws SQLException {
    if (!farm.connected()) {
      return List.of();
    }
    var devices = carriers.besides(device);
    var released = new ArrayList<KnownCommand>();
    if (devices.isEmpty()) {
      return released; // nobody carries it: it would count on no node, and nobody would hear it
    }
    var waiting = memory.waiting(store, devices, MOST, now);
    if (waiting.isEmpty()) {
      return released;
    }
    var sent = memory.sinceOldestUnderWay(store, devices, now);
    for (var next : waiting) {
      var isUrgent = next.command().priority() == Priority.HIGH;
      if (sent >= (isUrgent ? MOST : MOST_NOT_URGENT)) {
        break;
      }
      memory.sent(store, next.command().commandId(), now);
      released.add(next);
      sent++;
    }
    return released;
  }

  /** The same for all nodes, the urgent first. */
  List<KnownCommand> releaseAll(Store store, Instant now) throws SQLException {
    return farm.connected() ? releaseFor(store, memory.awaited(store), now) : List.of();
  }

  /** The same for the nodes of these devices, each asked once. */
  List<KnownCommand> releaseFor(Store store, Collection<UUID> devices, Instant now)
      throws SQLException {
    var released = new ArrayList<KnownCommand>();
    var asked = new HashSet<UUID>();
    for (var device : devices) {
      if (!asked.contains(device)) {
        released.addAll(release(store, device, now));
        asked.addAll(carriers.besides(device));
      }
    }
    released.sort(Comparator.comparing(known -> known.command().priority()));
    return released;
  }
}
