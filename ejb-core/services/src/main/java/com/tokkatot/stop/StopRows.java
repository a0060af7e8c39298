package com.tokkatot.stop;

import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.command.StoppedCommands;
import com.tokkatot.device.CoopStops;
import com.tokkatot.device.DeviceKind;
import com.tokkatot.farm.Member;
import com.tokkatot.live.LiveEvents;
import com.tokkatot.shared.Ids;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import com.tokkatot.wire.StopOrder;
import com.tokkatot.wire.StopOrder.Action;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What people ask about stops, written down. Each call is one transaction. */
@Stateless
public class StopRows {

  /** A hub that does not confirm is asked again after this. */
  static final Duration AGAIN = Duration.ofSeconds(3);

  @Inject Sql sql;
  @Inject AuditLog audit;
  @Inject InstantSource time;
  @Inject CoopStops coops;
  @EJB LiveEvents live;
  @EJB StoppedCommands commands;

  /** What was written, and what is to be sent once it is committed. */
  public record Asked(AskedStop answer, OutgoingStop outgoing) {}

  /** All that hold, or are asked for, the oldest first. */
  public List<StopView> active(UUID farmId) {
    return sql.query(
        StopView.SELECT
            + " where stop.farm_id = ? and stop.state <> 'released'"
            + " order by stop.asked_at, stop.id",
        StopView::read,
        farmId);
  }

  /**
   * Asks for a stop. Pressed again it is the same one, and holds the fans anew.
   *
   * @param coopId null for the farm
   * @throws NotFound if the coop is not on this farm ({@code COOP_NOT_FOUND})
   */
  public Asked stop(Member member, UUID coopId, String reason, Origin origin) {
    var farmId = member.farmId();
    var now = time.instant();
    var place = coopId == null ? Place.FARM : placeOf(farmId, coopId);
    var id = Ids.next(time);
    var isNew =
        sql.update(
                "insert into emergency_stop (id, farm_id, coop_id, node_ids, device_ids, origin,"
                    + " state, reason, asked_by, asked_at, last_sent_at)"
                    + " values (?, ?, ?, ?::uuid[], ?::uuid[], 'app', 'asked', ?, ?, ?, ?)"
                    + " on conflict do nothing",
                id,
                farmId,
                coopId,
                place.nodes,
                place.devices,
                reason,
                member.accountId(),
                now,
                now)
            > 0;
    if (!isNew) {
      id = open(farmId, coopId).orElseThrow(StopRows::gone);
    }
    var count = stoppedDevices(farmId, place);
    audit.note(farmId, member.accountId(), "emergency.stop", id, reason, origin);
    var events = new ArrayList<>(commands.end(farmId, place.nodes, place.devices, now));
    events.add(StopEvents.now(farmId, active(farmId), now));
    live.append(events);
    var order =
        new StopOrder(
            id,
            isNew ? Action.STOP : Action.RENEW,
            coopId,
            place.nodes,
            place.devices,
            member.accountId(),
            now);
    return new Asked(
        new AskedStop(id, count, isNew ? "on its way to the hub" : "stopped already"),
        new OutgoingStop(farmId, order));
  }

  /** Holds the fans for longer; nothing if nothing is stopped there. */
  public List<OutgoingStop> renew(Member member, UUID coopId, Origin origin) {
    var found = open(member.farmId(), coopId);
    found.ifPresent(
        id -> audit.note(member.farmId(), member.accountId(), "emergency.renew", id, null, origin));
    return found.stream().map(id -> order(member, id, Action.RENEW, coopId)).toList();
  }

  /** Lets go; nothing if nothing is stopped there by the app. */
  public List<OutgoingStop> release(Member member, UUID coopId, Origin origin) {
    var now = time.instant();
    var ids =
        sql.query(
            "update emergency_stop set state = 'releasing', released_by = ?, last_sent_at = ?"
                + " where farm_id = ? and coop_id is not distinct from ?::uuid and origin = 'app'"
                + " and state <> 'released' returning id",
            row -> Sql.uuid(row, "id"),
            member.accountId(),
            now,
            member.farmId(),
            coopId);
    for (var id : ids) {
      audit.note(member.farmId(), member.accountId(), "emergency.release", id, null, origin);
    }
    if (!ids.isEmpty()) {
      live.append(List.of(StopEvents.now(member.farmId(), active(member.farmId()), now)));
    }
    return ids.stream().map(id -> order(member, id, Action.RELEASE, coopId)).toList();
  }

  /** What hubs that listen have not confirmed: to be sent again. */
  public List<OutgoingStop> due() {
    var now = time.instant();
    return sql.query(
        """
        update emergency_stop set last_sent_at = ?
        where id in (
          select stop.id from emergency_stop stop join hub on hub.farm_id = stop.farm_id
          where stop.state in ('asked', 'releasing') and stop.last_sent_at < ? and hub.is_online
          order by stop.id limit 100 for no key update of stop skip locked)
        returning *
        """,
        row -> again(row, now),
        now,
        now.minus(AGAIN));
  }

  private OutgoingStop order(Member member, UUID id, Action action, UUID coopId) {
    return new OutgoingStop(
        member.farmId(),
        new StopOrder(id, action, coopId, null, null, member.accountId(), time.instant()));
  }

  private static OutgoingStop again(ResultSet row, Instant now) throws SQLException {
    var isAsked = "asked".equals(row.getString("state"));
    return new OutgoingStop(
        Sql.uuid(row, "farm_id"),
        new StopOrder(
            Sql.uuid(row, "id"),
            isAsked ? Action.STOP : Action.RELEASE,
            Sql.uuid(row, "coop_id"),
            ids(row, "node_ids"),
            ids(row, "device_ids"),
            Sql.uuid(row, isAsked ? "asked_by" : "released_by"),
            now));
  }

  private static List<UUID> ids(ResultSet row, String column) throws SQLException {
    var array = row.getArray(column);
    return array == null ? null : Arrays.asList((UUID[]) array.getArray());
  }

  private Optional<UUID> open(UUID farmId, UUID coopId) {
    return sql
        .query(
            "select id from emergency_stop where farm_id = ? and origin = 'app'"
                + " and coop_id is not distinct from ?::uuid and state in ('asked', 'held')",
            row -> Sql.uuid(row, "id"),
            farmId,
            coopId)
        .stream()
        .findFirst();
  }

  /** What a stop stops: whole boards, and single devices of boards that serve others too. */
  private record Place(List<UUID> nodes, List<UUID> devices) {

    /** Everything there is, also what the hub knows and we do not. */
    static final Place FARM = new Place(null, null);
  }

  private Place placeOf(UUID farmId, UUID coopId) {
    if (sql.query(
            "select 1 from coop where id = ? and farm_id = ? and removed_at is null",
            row -> true,
            coopId,
            farmId)
        .isEmpty()) {
      throw new NotFound("COOP_NOT_FOUND", "no such coop on this farm");
    }
    var coop = coops.of(farmId, coopId);
    return new Place(coop.nodes(), coop.devices());
  }

  private int stoppedDevices(UUID farmId, Place place) {
    return sql.query(
            "select count(*) as devices from device where farm_id = ? and removed_at is null"
                + " and ((?::uuid[] is null and ?::uuid[] is null)"
                + " or node_id = any(?::uuid[]) or id = any(?::uuid[])) and kind in ("
                + DeviceKind.STOPPABLE
                + ")",
            row -> row.getInt("devices"),
            farmId,
            place.nodes,
            place.devices,
            place.nodes,
            place.devices)
        .get(0);
  }

  private static IllegalStateException gone() {
    return new IllegalStateException("a stop was let go in the same instant; ask again");
  }
}
