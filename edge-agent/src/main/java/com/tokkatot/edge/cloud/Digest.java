package com.tokkatot.edge.cloud;

import com.tokkatot.edge.link.Outgoing;
import com.tokkatot.edge.presence.Presence;
import com.tokkatot.wire.DigestMessage;
import com.tokkatot.wire.DigestMessage.NodePresence;
import com.tokkatot.wire.Topics;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/** The hub's picture of its farm: made every 30 s, on connect and when a node comes or goes. */
public final class Digest {

  private final UUID farmId;
  private final UUID hubId;
  private final long hubBoot;
  private final String version;
  private final Presence presence;
  private final LongSupplier backlog;
  private final InstantSource time;
  private final AtomicLong seq = new AtomicLong();

  public Digest(
      UUID farmId,
      UUID hubId,
      long hubBoot,
      String version,
      Presence presence,
      LongSupplier backlog,
      InstantSource time) {
    this.farmId = farmId;
    this.hubId = hubId;
    this.hubBoot = hubBoot;
    this.version = version;
    this.presence = presence;
    this.backlog = backlog;
    this.time = time;
  }

  /** How it is now. */
  Outgoing now() {
    var nodes = presence.all();
    var number = seq.incrementAndGet();
    var message = message(number, true, nodes);
    // Many nodes: only every second, fourth, eighth tells how it is, and another one next time.
    for (var parts = 2; message.payload().length > Topics.MAX_PAYLOAD_BYTES; parts *= 2) {
      if (parts > 2 * nodes.size()) {
        break;
      }
      message = message(number, true, part(nodes, number, parts));
    }
    return message;
  }

  /** What the broker says for us when we are gone. */
  public Outgoing will() {
    return message(seq.incrementAndGet(), false, List.of());
  }

  private static List<NodePresence> part(List<NodePresence> nodes, long number, int parts) {
    return IntStream.range(0, nodes.size())
        .mapToObj(i -> (i + number) % parts == 0 ? nodes.get(i) : nodes.get(i).bare())
        .toList();
  }

  private Outgoing message(long number, boolean online, List<NodePresence> nodes) {
    var digest =
        new DigestMessage(
            hubId, time.instant(), online, hubBoot, number, backlog.getAsLong(), version, nodes);
    return new Outgoing(Topics.hubDigest(farmId), digest.toBytes(), true);
  }
}
