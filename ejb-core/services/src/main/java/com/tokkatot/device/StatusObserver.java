package com.tokkatot.device;

import com.tokkatot.live.EventData;
import com.tokkatot.live.LiveEvent;
import com.tokkatot.live.LiveEvents;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.WireListener.Arrived;
import com.tokkatot.wire.OrderKey;
import com.tokkatot.wire.StatusMessage;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;

/** Takes what devices say of themselves, a batch in one transaction. */
@Stateless
public class StatusObserver {

  private static final List<String> COLUMN_TYPES =
      List.of(
          "uuid",
          "text",
          "float8",
          "text",
          "text",
          "timestamptz",
          "timestamptz",
          "int8",
          "int8",
          "int8",
          "uuid");

  @Inject Sql sql;
  @Inject InstantSource time;
  @Inject Event<StatusesObserved> observed;
  @EJB LiveEvents live;

  /**
   * @param incarnation of the board it is wired to now: what an earlier one says comes too late
   */
  private record Known(UUID farmId, boolean isOnline, long incarnation, OrderKey order) {

    boolean believes(StatusMessage status, OrderKey newest) {
      return status.order().incarnation() >= incarnation && status.order().newerThan(newest);
    }
  }

  /** Newer order keys win; returns the messages of devices that are not on the farm they name. */
  public List<Arrived<StatusMessage>> observe(List<Arrived<StatusMessage>> arrived) {
    return sql.together(() -> observeAll(arrived));
  }

  /**
   * Takes a state over that has the very order key we know, but another content: what we have is
   * wrong, whatever made it so. Nothing is counted by it.
   */
  public void correct(UUID farmId, StatusMessage status) {
    store(Map.of(status.deviceId(), status));
    var device = new Known(farmId, true, status.order().incarnation(), status.order());
    live.append(List.of(update(device, status)));
  }

  private List<Arrived<StatusMessage>> observeAll(List<Arrived<StatusMessage>> arrived) {
    var known = lock(arrived);
    var strangers = new ArrayList<Arrived<StatusMessage>>();
    var statuses = new ArrayList<StatusMessage>();
    var newer = new ArrayList<StatusMessage>();
    var newest = new HashMap<UUID, StatusMessage>();
    var events = new ArrayList<LiveEvent>();
    for (var one : arrived) {
      var status = one.content();
      var device = known.get(status.deviceId());
      if (device == null
          || !device.farmId.equals(one.address().farmId())
          || !status.deviceId().equals(one.address().deviceId())) {
        strangers.add(one);
        continue;
      }
      statuses.add(status);
      var before = newest.get(status.deviceId());
      if (device.believes(status, before == null ? device.order : before.order())) {
        newest.put(status.deviceId(), status);
        newer.add(status);
        if (!status.replayed()) {
          events.add(update(device, status));
        }
      }
    }
    // Of what is told late only the end is news to somebody who watches.
    newest.values().stream()
        .filter(StatusMessage::replayed)
        .forEach(status -> events.add(update(known.get(status.deviceId()), status)));
    store(newest);
    var late = new ArrayList<>(StatusHistory.add(sql, statuses));
    late.removeAll(new HashSet<>(newer));
    observed.fire(new StatusesObserved(statuses, newer, late, events));
    live.append(events);
    return strangers;
  }

  private Map<UUID, Known> lock(List<Arrived<StatusMessage>> arrived) {
    var ids = new TreeSet<UUID>();
    arrived.forEach(one -> ids.add(one.content().deviceId()));
    var known = new HashMap<UUID, Known>();
    sql.query(
            """
            select device.id, device.farm_id, device.incarnation, device.boot, device.seq,
                   node.incarnation as node_incarnation,
                   coalesce(node.is_online and hub.is_online, false) as is_online
            from device
            join node on node.id = device.node_id
            left join hub on hub.farm_id = device.farm_id
            where device.id = any(?) order by device.id for no key update of device
            """,
            row ->
                Map.entry(
                    Sql.uuid(row, "id"),
                    new Known(
                        Sql.uuid(row, "farm_id"),
                        row.getBoolean("is_online"),
                        row.getLong("node_incarnation"),
                        new OrderKey(
                            row.getLong("incarnation"), row.getLong("boot"), row.getLong("seq")))),
            ids)
        .forEach(entry -> known.put(entry.getKey(), entry.getValue()));
    return known;
  }

  private void store(Map<UUID, StatusMessage> newest) {
    if (newest.isEmpty()) {
      return;
    }
    sql.update(
        """
        update device set state = said.state, value = said.value,
          previous_state = said.previous_state, triggered_by = said.triggered_by,
          state_at = said.state_at, off_at = said.off_at, incarnation = said.incarnation,
          boot = said.boot, seq = said.seq, last_command_id = said.command_id
        from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as said (id, state, value, previous_state,
          triggered_by, state_at, off_at, incarnation, boot, seq, command_id)
        where device.id = said.id
        """,
        Sql.columns(COLUMN_TYPES, newest.values().stream().map(StatusObserver::row).toList()));
  }

  private static Object[] row(StatusMessage status) {
    return new Object[] {
      status.deviceId(),
      status.state(),
      status.value(),
      status.previousState(),
      status.triggeredBy(),
      status.timestamp(),
      status.offAt(),
      status.order().incarnation(),
      status.order().boot(),
      status.order().seq(),
      status.commandId()
    };
  }

  private LiveEvent update(Known device, StatusMessage status) {
    var data =
        new EventData()
            .put("device_id", status.deviceId())
            .put("state", status.state())
            .put("value", status.value())
            .put("previous_state", status.previousState())
            .put("triggered_by", status.triggeredBy())
            .put("command_id", status.commandId())
            .put("off_at", status.offAt())
            .put("is_online", device.isOnline)
            .put("state_at", status.timestamp());
    return LiveEvent.of(device.farmId, "device:update", data.build(), time.instant());
  }
}
