package com.tokkatot.edge.cloud;

import com.tokkatot.edge.link.Outgoing;
import com.tokkatot.edge.presence.Presence;
import com.tokkatot.wire.DigestMessage;
import com.tokkatot.wire.DigestMessage.JournalMark;
import com.tokkatot.wire.DigestMessage.NodePresence;
import com.tokkatot.wire.DigestMessage.Page;
import com.tokkatot.wire.StatusMessage;
import com.tokkatot.wire.Topics;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/** The hub's picture of its farm: made every 10 s, on connect and when a node comes or goes. */
public final class Digest {

  /** Devices on a page: the longest status, with a hold, is shorter than 430 bytes. */
  private static final int ON_A_PAGE = 18;

  private final UUID farmId;
  private final UUID hubId;
  private final long hubBoot;
  private final String version;
  private final Presence presence;
  private final LongSupplier backlog;
  private final InstantSource time;
  private final AtomicLong seq = new AtomicLong();
  private volatile JournalMark journal;
  private volatile List<StatusMessage> devices = List.of();
  private volatile Map<UUID, Instant> holds = Map.of();
  private volatile boolean clockUnknown;

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

  /** What the journal knows of its devices; until it is said again. */
  public void seen(JournalMark mark, List<StatusMessage> statuses, Map<UUID, Instant> held) {
    journal = mark;
    devices = List.copyOf(statuses);
    holds = Map.copyOf(held);
  }

  /** Whether what goes by the time of day waits; until it is said again. */
  public void clockUnknown(boolean isUnknown) {
    clockUnknown = isUnknown;
  }

  /** How it is now: one message, or several when it is too much for one. */
  List<Outgoing> now() {
    var nodes = presence.all();
    var statuses = devices;
    var id = seq.incrementAndGet();
    var whole = message(id, true, nodes, new Page(id, 1, 1), statuses);
    if (whole.payload().length <= Topics.MAX_PAYLOAD_BYTES) {
      return List.of(whole);
    }
    var parts = inParts(statuses);
    var pages = new ArrayList<Outgoing>();
    pages.add(aboutNodes(id, nodes, new Page(id, 1, 1 + parts.size())));
    for (var part : parts) {
      var page = new Page(id, 1 + pages.size(), 1 + parts.size());
      // Only the first is kept by the broker: who comes later asks for the rest.
      var told = message(seq.incrementAndGet(), true, List.of(), page, part);
      pages.add(Outgoing.passing(told.topic(), told.payload()));
    }
    return pages;
  }

  /** Many nodes: only every second, fourth, eighth tells how it is, and another one next time. */
  private Outgoing aboutNodes(long id, List<NodePresence> nodes, Page page) {
    var message = message(id, true, nodes, page, List.of());
    for (var parts = 2; message.payload().length > Topics.MAX_PAYLOAD_BYTES; parts *= 2) {
      if (parts > 2 * nodes.size()) {
        break;
      }
      message = message(id, true, part(nodes, id, parts), page, List.of());
    }
    return message;
  }

  private static List<List<StatusMessage>> inParts(List<StatusMessage> statuses) {
    var parts = new ArrayList<List<StatusMessage>>();
    for (var from = 0; from < statuses.size(); from += ON_A_PAGE) {
      parts.add(statuses.subList(from, Math.min(statuses.size(), from + ON_A_PAGE)));
    }
    return parts;
  }

  /** What the broker says for us when we are gone. */
  public Outgoing will() {
    return message(seq.incrementAndGet(), false, List.of(), null, List.of());
  }

  private static List<NodePresence> part(List<NodePresence> nodes, long number, int parts) {
    return IntStream.range(0, nodes.size())
        .mapToObj(i -> (i + number) % parts == 0 ? nodes.get(i) : nodes.get(i).bare())
        .toList();
  }

  private Outgoing message(
      long number,
      boolean online,
      List<NodePresence> nodes,
      Page page,
      List<StatusMessage> statuses) {
    var digest =
        new DigestMessage(
            hubId,
            time.instant(),
            online,
            hubBoot,
            number,
            backlog.getAsLong(),
            version,
            nodes,
            page,
            journal,
            statuses,
            holds,
            clockUnknown);
    return new Outgoing(Topics.hubDigest(farmId), digest.toBytes(), true);
  }
}
