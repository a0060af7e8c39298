package com.tokkatot.edge.stop;

import com.tokkatot.wire.CoopStop;
import com.tokkatot.wire.StopMessage;
import com.tokkatot.wire.StopMessage.Origin;
import com.tokkatot.wire.StopMessage.Stop;
import com.tokkatot.wire.StopOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * The stops that hold. Immutable; knows no clock, no store, no network.
 *
 * @param version of what nodes and cloud were told last; 0 before the first
 */
record Stops(long version, List<Held> held) {

  /** Fans go back to work so long after a stop from the app. Source: schedules.md, "Who wins" 3. */
  static final Duration FANS_AFTER = Duration.ofMinutes(5);

  /**
   * One stop.
   *
   * @param fansAt when fans are free again; null: with the stop
   */
  record Held(Stop stop, Instant fansAt) {

    private Stop toldAt(Instant now) {
      var left =
          fansAt == null ? null : (Long) Math.max(0, Duration.between(now, fansAt).toMillis());
      return new Stop(
          stop.stopId(),
          stop.coopId(),
          stop.nodes(),
          stop.devices(),
          stop.origin(),
          stop.by(),
          stop.since(),
          left);
    }
  }

  Stops {
    held = List.copyOf(held);
  }

  static Stops none() {
    return new Stops(0, List.of());
  }

  /** What was written down; its remaining times counted from when it was. */
  static Stops of(StopMessage message) {
    return new Stops(
        message.version(),
        message.stops().stream()
            .map(
                stop ->
                    new Held(
                        stop,
                        stop.fansAfterMs() == null
                            ? null
                            : message.timestamp().plusMillis(stop.fansAfterMs())))
            .toList());
  }

  /** As it is to be told at this moment. */
  StopMessage toldAt(Instant now) {
    return new StopMessage(version, now, held.stream().map(one -> one.toldAt(now)).toList());
  }

  /** Does what the cloud asks; the same object if that changes nothing. */
  Stops asked(StopOrder order, Instant now) {
    Predicate<Held> same =
        one -> one.stop.origin() == Origin.APP && one.stop.stopId().equals(order.stopId());
    var isHeld = held.stream().anyMatch(same);
    return switch (order.action()) {
      case STOP -> isHeld ? this : with(fromApp(order, now), now);
      case RENEW -> isHeld ? renewed(same, now) : this;
      case RELEASE -> isHeld ? without(same, now) : this;
    };
  }

  /**
   * Hears the position of a node's button, or whether its loop is broken; the same object if it is
   * known. It stops the coop where the node hangs; a node that hangs in none stops the farm.
   */
  Stops ofNode(
      UUID nodeId, List<CoopStop> coops, Origin origin, boolean holds, UUID newId, Instant now) {
    Predicate<Held> same = one -> one.stop.origin() == origin && nodeId.equals(one.stop.by());
    var isHeld = held.stream().anyMatch(same);
    if (holds == isHeld) {
      return this;
    }
    if (!holds) {
      return without(same, now);
    }
    var stop =
        coops.stream()
            .filter(coop -> coop.buttons().contains(nodeId))
            // A coop where nothing is known to move: better too many than too few.
            .filter(coop -> !coop.nodes().isEmpty() || !coop.devices().isEmpty())
            .findFirst()
            .map(coop -> inCoop(coop, nodeId, origin, newId, now))
            .orElseGet(() -> new Stop(newId, null, null, null, origin, nodeId, now, null));
    return with(new Held(stop, null), now);
  }

  private static Stop inCoop(CoopStop coop, UUID nodeId, Origin origin, UUID newId, Instant now) {
    return new Stop(newId, coop.coopId(), coop.nodes(), coop.devices(), origin, nodeId, now, null);
  }

  /** Life beats a stop from the app: fans are free at once; the same object if they were. */
  Stops freed(UUID coopId, Instant now) {
    Predicate<Held> stopsFans =
        one ->
            one.stop.origin() == Origin.APP
                && one.fansAt != null
                && one.fansAt.isAfter(now)
                && (one.stop.coopId() == null || one.stop.coopId().equals(coopId));
    return held.stream().noneMatch(stopsFans)
        ? this
        : changed(
            held.stream().map(one -> stopsFans.test(one) ? new Held(one.stop, now) : one).toList(),
            now);
  }

  /** Whether somebody's fans became free in the meantime. */
  boolean fansFreed(Instant after, Instant now) {
    return held.stream()
        .anyMatch(
            one -> one.fansAt != null && one.fansAt.isAfter(after) && !one.fansAt.isAfter(now));
  }

  /** The same, under a new version. */
  Stops again(Instant now) {
    return changed(held, now);
  }

  private static Held fromApp(StopOrder order, Instant now) {
    var stop =
        new Stop(
            order.stopId(),
            order.coopId(),
            order.nodes(),
            order.devices(),
            Origin.APP,
            order.by(),
            now,
            null);
    return new Held(stop, now.plus(FANS_AFTER));
  }

  private Stops with(Held one, Instant now) {
    var all = new ArrayList<>(held);
    all.add(one);
    return changed(all, now);
  }

  private Stops without(Predicate<Held> which, Instant now) {
    return changed(held.stream().filter(which.negate()).toList(), now);
  }

  private Stops renewed(Predicate<Held> which, Instant now) {
    var until = now.plus(FANS_AFTER);
    return changed(
        held.stream().map(one -> which.test(one) ? new Held(one.stop, until) : one).toList(), now);
  }

  // By the clock, so that it also grows over a disk that was lost; by one, should the clock go
  // back.
  private Stops changed(List<Held> all, Instant now) {
    return new Stops(Math.max(version + 1, now.toEpochMilli()), all);
  }
}
