package com.tokkatot.edge.stop;

import com.tokkatot.edge.journal.Journal;
import com.tokkatot.edge.journal.Parked;
import com.tokkatot.edge.journal.Step;
import com.tokkatot.edge.journal.Store;
import com.tokkatot.edge.link.Incoming;
import com.tokkatot.edge.link.Outgoing;
import com.tokkatot.wire.CoopStop;
import com.tokkatot.wire.StopMessage;
import com.tokkatot.wire.StopMessage.Origin;
import com.tokkatot.wire.StopOrder;
import com.tokkatot.wire.Topics;
import com.tokkatot.wire.WireFormatException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Holds the farm's emergency stops: told first, written down second, never waiting for a disk. */
public final class StopKeeper {

  private static final Logger LOG = System.getLogger(StopKeeper.class.getName());
  private static final SecureRandom RANDOM = new SecureRandom();

  private final UUID farmId;
  private final Journal journal;
  private final Parked parked;
  private final InstantSource time;
  private final Consumer<Outgoing> nodes;
  private final Consumer<Outgoing> cloud;
  private final Runnable stopped;
  private Stops stops = Stops.none();
  private List<CoopStop> coops = List.of();
  private Instant told = Instant.EPOCH;

  /**
   * @param nodes tells the farm's broker; must not block
   * @param cloud tells the cloud's broker; must not block
   * @param stopped something new is stopped: orders on their way must not run later; must not block
   */
  public StopKeeper(
      UUID farmId,
      Journal journal,
      Parked parked,
      InstantSource time,
      Consumer<Outgoing> nodes,
      Consumer<Outgoing> cloud,
      Runnable stopped) {
    this.farmId = farmId;
    this.journal = journal;
    this.parked = parked;
    this.time = time;
    this.nodes = nodes;
    this.cloud = cloud;
    this.stopped = stopped;
  }

  /** Reads back what held before. */
  public void load(Store store) throws SQLException {
    var found = store.first(row -> row.getBytes(1), "select payload from estop");
    if (found.isPresent()) {
      synchronized (this) {
        stops = Stops.of(StopMessage.read(found.get()));
      }
    }
  }

  /** Hears which boards and devices each coop has; what holds already stays as it is. */
  public synchronized void coops(List<CoopStop> known) {
    coops = List.copyOf(known);
  }

  /** Does what the cloud asks. */
  public void received(Incoming message) {
    try {
      var order = StopOrder.read(message.payload());
      LOG.log(Level.INFO, "{0} {1}, asked by {2}", order.action(), order.stopId(), order.by());
      change(stops -> stops.asked(order, time.instant()), message.acknowledgement());
    } catch (WireFormatException e) {
      journal.later(store -> parked.park(store, message, e.getMessage()));
      message.acknowledgement().run();
    }
  }

  /** Hears the position of a node's button and whether its loop is broken, again and again. */
  public void button(UUID nodeId, boolean pressed, boolean broken) {
    ofNode(nodeId, Origin.BUTTON, pressed);
    ofNode(nodeId, Origin.WIRE, broken);
  }

  /**
   * Hears of deadly heat, again and again while it lasts: what was stopped from the app does not
   * keep the coop's fans, or the farm's, from running. Source: schedules.md, "Who wins" 2 and 3.
   */
  public void freeFans(UUID coopId) {
    change(stops -> stops.freed(coopId, time.instant()), Step.NOTHING);
  }

  private void ofNode(UUID nodeId, Origin origin, boolean holds) {
    change(
        stops -> stops.ofNode(nodeId, coops, origin, holds, newId(), time.instant()), Step.NOTHING);
  }

  /** Called every second: nodes need not know the time, so they are told when fans are free. */
  public void tick() {
    synchronized (this) {
      if (!stops.fansFreed(told, time.instant())) {
        return;
      }
    }
    change(stops -> stops.again(time.instant()), Step.NOTHING);
  }

  /**
   * Tells the nodes what holds; after each connect, ours or theirs, as the broker may have lost it.
   */
  public synchronized void tellNodes() {
    nodes.accept(message());
  }

  /** Tells the cloud what holds; after each connect and every 30 s, as one may have been lost. */
  public synchronized void tellCloud() {
    cloud.accept(message());
  }

  private interface Change {
    Stops of(Stops now);
  }

  private void change(Change change, Runnable done) {
    boolean more;
    byte[] payload;
    synchronized (this) {
      var next = change.of(stops);
      if (next == stops) {
        done.run();
        return;
      }
      more = next.held().size() > stops.held().size();
      stops = next;
      told = time.instant();
      payload = next.toldAt(told).toBytes();
      tellAll();
    }
    if (more) {
      stopped.run();
    }
    // Acknowledged whatever the disk says: the cloud compares, and asks again for what is missing.
    journal.submit(
        store -> {
          store.run("insert or replace into estop (id, payload) values (1, ?)", payload);
          return done;
        },
        () -> {
          LOG.log(Level.ERROR, "Emergency stops hold from memory only: the disk refuses them");
          done.run();
        });
  }

  /**
   * Tells both, called every 30 s: a node that hears nothing from its hub for 90 s goes by its own
   * rules, and a living broker alone must not keep it from that. Source: WIRE.md 3.8.
   */
  public void tellAll() {
    tellNodes();
    tellCloud();
  }

  private Outgoing message() {
    return new Outgoing(Topics.stops(farmId), stops.toldAt(time.instant()).toBytes(), true);
  }

  /** UUIDv7, RFC 9562 5.7. */
  private UUID newId() {
    var high = (time.millis() << 16) | 0x7000 | RANDOM.nextInt(0x1000);
    return new UUID(high, (RANDOM.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L);
  }
}
