package com.tokkatot.edge.cloud;

import com.tokkatot.edge.link.Outgoing;
import com.tokkatot.edge.presence.Presence;
import com.tokkatot.wire.DigestMessage;
import com.tokkatot.wire.Topics;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

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
    return message(true, presence.all());
  }

  /** What the broker says for us when we are gone. */
  public Outgoing will() {
    return message(false, List.of());
  }

  private Outgoing message(boolean online, List<DigestMessage.NodePresence> nodes) {
    var digest =
        new DigestMessage(
            hubId,
            time.instant(),
            online,
            hubBoot,
            seq.incrementAndGet(),
            backlog.getAsLong(),
            version,
            nodes);
    return new Outgoing(Topics.hubDigest(farmId), digest.toBytes(), true);
  }
}
