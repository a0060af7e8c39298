package com.tokkatot.edge.presence;

import com.tokkatot.wire.DigestMessage.NodePresence;
import com.tokkatot.wire.HeartbeatMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Our belief about each node. Safe for use by several threads; knows no clock. */
public final class Presence {

  /** Two missed beats. */
  static final Duration SILENCE = Duration.ofSeconds(60);

  private record Seen(NodePresence node, Instant at) {}

  private final Map<UUID, Seen> nodes = new ConcurrentHashMap<>();

  /** What a beat changed. */
  public enum Change {
    NONE,
    /** It is online now and was not, or it was started anew. */
    CAME,
    /** It has taken other settings. */
    TOLD,
    WENT
  }

  /** Takes over what was known before the hub started; a node has a full silence to prove it. */
  public void remember(NodePresence node, Instant now) {
    nodes.put(node.nodeId(), new Seen(node, now));
  }

  /** Hears a beat or a will. One of an earlier boot than the known one is history. */
  public synchronized Change heard(HeartbeatMessage beat, Instant now) {
    var known = nodes.get(beat.nodeId());
    if (known != null && olderBoot(beat, known.node)) {
      return Change.NONE;
    }
    nodes.put(beat.nodeId(), new Seen(now(beat, known == null ? null : known.node), now));
    var wasOnline = known != null && known.node.online();
    if (beat.online()) {
      if (!wasOnline || !sameBoot(beat, known.node)) {
        return Change.CAME;
      }
      return beat.configVersions().equals(known.node.configVersions()) ? Change.NONE : Change.TOLD;
    }
    return wasOnline || known == null ? Change.WENT : Change.NONE;
  }

  /**
   * Finds the silent ones.
   *
   * @return those that have just been found to be offline
   */
  public synchronized List<NodePresence> silentAt(Instant now) {
    var silent = new ArrayList<NodePresence>();
    for (var seen : nodes.values()) {
      if (seen.node.online() && !now.isBefore(seen.at.plus(SILENCE))) {
        var offline = gone(seen.node);
        nodes.put(offline.nodeId(), new Seen(offline, seen.at));
        silent.add(offline);
      }
    }
    return silent;
  }

  /** What is believed of one node; null if it never spoke. */
  public NodePresence of(UUID nodeId) {
    var seen = nodes.get(nodeId);
    return seen == null ? null : seen.node;
  }

  /**
   * All devices of the node that carries this one, itself included; of two nodes the one that spoke
   * last is believed. Empty while no node has said that it does.
   */
  public Set<UUID> besides(UUID device) {
    return nodes.values().stream()
        .filter(seen -> seen.node.configVersions().containsKey(device))
        .max(Comparator.comparing(Seen::at))
        .map(seen -> seen.node.configVersions().keySet())
        .orElse(Set.of());
  }

  /** All nodes, in the order of their ids. */
  public List<NodePresence> all() {
    return nodes.values().stream()
        .map(Seen::node)
        .sorted(Comparator.comparing(node -> node.nodeId().toString()))
        .toList();
  }

  /** A will says only that it is gone; what was known of the board stays. */
  private static NodePresence now(HeartbeatMessage beat, NodePresence known) {
    var isSilent = beat.firmwareVersion() == null && known != null;
    var keeps = !beat.online() && known != null;
    return new NodePresence(
        beat.nodeId(),
        beat.online(),
        beat.incarnation(),
        beat.boot(),
        isSilent ? known.firmwareVersion() : beat.firmwareVersion(),
        keeps ? known.uptimeS() : beat.uptimeS(),
        keeps ? known.rssiDbm() : beat.rssiDbm(),
        keeps ? known.heapFree() : beat.heapFree(),
        keeps ? known.configVersions() : beat.configVersions(),
        keeps ? known.supply() : beat.supply());
  }

  private static NodePresence gone(NodePresence node) {
    return new NodePresence(
        node.nodeId(),
        false,
        node.incarnation(),
        node.boot(),
        node.firmwareVersion(),
        node.uptimeS(),
        node.rssiDbm(),
        node.heapFree(),
        node.configVersions(),
        node.supply());
  }

  private static boolean olderBoot(HeartbeatMessage beat, NodePresence known) {
    return beat.incarnation() < known.incarnation()
        || (beat.incarnation() == known.incarnation() && beat.boot() < known.boot());
  }

  private static boolean sameBoot(HeartbeatMessage beat, NodePresence known) {
    return beat.incarnation() == known.incarnation() && beat.boot() == known.boot();
  }
}
