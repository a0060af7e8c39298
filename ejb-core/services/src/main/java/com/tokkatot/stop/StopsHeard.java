package com.tokkatot.stop;

import com.tokkatot.alert.WireAlerts;
import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.command.StoppedCommands;
import com.tokkatot.live.LiveEvent;
import com.tokkatot.live.LiveEvents;
import com.tokkatot.shared.Sql;
import com.tokkatot.wire.StopMessage;
import com.tokkatot.wire.StopMessage.Stop;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Takes what a hub says about the stops of its farm; the hub is right. */
@Stateless
public class StopsHeard {

  @Inject Sql sql;
  @Inject AuditLog audit;
  @Inject InstantSource time;
  @EJB LiveEvents live;
  @EJB StopRows rows;
  @EJB StoppedCommands commands;
  @EJB WireAlerts wires;

  private record Row(
      StopState state, StopMessage.Origin origin, boolean fansFree, Instant fansAt) {}

  /**
   * Takes one message, the whole picture.
   *
   * @return false if there is no such farm
   */
  public boolean heard(UUID farmId, StopMessage message) {
    var hub =
        sql.query(
            "select stop_version from hub where farm_id = ? for no key update",
            row -> row.getLong("stop_version"),
            farmId);
    if (hub.isEmpty()) {
      return false;
    }
    if (message.version() < hub.get(0)) {
      return true;
    }
    sql.update("update hub set stop_version = ? where farm_id = ?", message.version(), farmId);
    var known = known(farmId);
    var events = new ArrayList<LiveEvent>();
    var changed = false;
    wires.heard(farmId, brokenLoops(message));
    for (var stop : message.stops()) {
      if (stop.origin() == StopMessage.Origin.WIRE) {
        continue; // a fault, not a stop: nobody has asked for it, and most goes on
      }
      changed |= holds(farmId, stop, message.timestamp(), known.remove(stop.stopId()), events);
    }
    for (var gone : known.entrySet()) {
      changed |= doesNotHold(farmId, gone.getKey(), gone.getValue(), message.timestamp());
    }
    if (changed) {
      events.add(StopEvents.now(farmId, rows.active(farmId), time.instant()));
      live.append(events);
    }
    return true;
  }

  private static List<UUID> brokenLoops(StopMessage message) {
    return message.stops().stream()
        .filter(stop -> stop.origin() == StopMessage.Origin.WIRE && stop.by() != null)
        .map(Stop::by)
        .toList();
  }

  private Map<UUID, Row> known(UUID farmId) {
    var known = new HashMap<UUID, Row>();
    sql.query(
            "select id, state, origin, fans_free, fans_at from emergency_stop"
                + " where farm_id = ? and state <> 'released' for no key update",
            row ->
                Map.entry(
                    Sql.uuid(row, "id"),
                    new Row(
                        Sql.word(row, "state", StopState.class),
                        Sql.word(row, "origin", StopMessage.Origin.class),
                        row.getBoolean("fans_free"),
                        Sql.instant(row, "fans_at"))),
            farmId)
        .forEach(entry -> known.put(entry.getKey(), entry.getValue()));
    return known;
  }

  private boolean holds(UUID farmId, Stop stop, Instant said, Row known, List<LiveEvent> events) {
    var fansAt = stop.fansAfterMs() == null ? null : said.plusMillis(stop.fansAfterMs());
    var fansFree = stop.fansAfterMs() != null && stop.fansAfterMs() == 0;
    if (known == null) {
      return appears(farmId, stop, fansAt, fansFree, events);
    }
    fansAt = fansFree ? known.fansAt : fansAt;
    var state = known.state == StopState.ASKED ? StopState.HELD : known.state;
    // Counted anew by the hub each time it speaks, so a millisecond more or less is no news.
    if (state == known.state && fansFree == known.fansFree && isSame(fansAt, known.fansAt)) {
      return false;
    }
    sql.update(
        "update emergency_stop set state = ?, held_since = coalesce(held_since, ?), fans_at = ?,"
            + " fans_free = ? where id = ?",
        state,
        stop.since(),
        fansAt,
        fansFree,
        stop.stopId());
    return true;
  }

  /** A button was pressed; or we know less than the hub, after our database was put back. */
  private boolean appears(
      UUID farmId, Stop stop, Instant fansAt, boolean fansFree, List<LiveEvent> events) {
    var isButton = stop.origin() == StopMessage.Origin.BUTTON;
    var added =
        sql.update(
            "insert into emergency_stop (id, farm_id, coop_id, node_ids, device_ids, origin, state,"
                + " asked_by, node_id, asked_at, held_since, fans_at, fans_free, last_sent_at)"
                + " values (?, ?, (select id from coop where id = ? and farm_id = ?), ?::uuid[],"
                + " ?::uuid[], ?, 'held', (select id from account where id = ?),"
                + " (select id from node where id = ? and farm_id = ?), ?, ?, ?, ?, ?)"
                // Let go here, and not there yet: the release is on its way.
                + " on conflict do nothing",
            stop.stopId(),
            farmId,
            stop.coopId(),
            farmId,
            stop.nodes(),
            stop.devices(),
            stop.origin(),
            isButton ? null : stop.by(),
            isButton ? stop.by() : null,
            farmId,
            stop.since(),
            stop.since(),
            fansAt,
            fansFree,
            time.instant());
    if (added > 0) {
      audit.note(
          farmId, null, "emergency.held", stop.stopId(), stop.origin().name(), Origin.SYSTEM);
      events.addAll(commands.end(farmId, stop.nodes(), stop.devices(), time.instant()));
    }
    return added > 0;
  }

  private boolean doesNotHold(UUID farmId, UUID id, Row known, Instant said) {
    if (known.state == StopState.ASKED) {
      return false; // not there yet; it is sent until it is
    }
    if (known.state == StopState.HELD && known.origin == StopMessage.Origin.APP) {
      // Nobody let go: the hub lost it with its disk. It is asked again.
      sql.update(
          "update emergency_stop set state = 'asked', last_sent_at = ? where id = ?",
          Instant.EPOCH,
          id);
      return true;
    }
    sql.update(
        "update emergency_stop set state = 'released', released_at = ? where id = ?", said, id);
    audit.note(farmId, null, "emergency.over", id, known.origin.name(), Origin.SYSTEM);
    return true;
  }

  private static boolean isSame(Instant one, Instant other) {
    if (one == null || other == null) {
      return one == other;
    }
    return Math.abs(one.toEpochMilli() - other.toEpochMilli()) < 1000;
  }
}
