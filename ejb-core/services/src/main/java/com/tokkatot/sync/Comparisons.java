package com.tokkatot.sync;

import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.device.DigestHeard;
import com.tokkatot.device.StatusObserver;
import com.tokkatot.live.EventData;
import com.tokkatot.live.LiveEvent;
import com.tokkatot.live.LiveEvents;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.WireListener.Arrived;
import com.tokkatot.wire.DeviceState;
import com.tokkatot.wire.DigestMessage;
import com.tokkatot.wire.OrderKey;
import com.tokkatot.wire.StatusMessage;
import com.tokkatot.wire.Topics;
import com.tokkatot.wire.Topics.Kind;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Compares each digest with the database, in the transaction that takes it. A state that differs
 * twice in a row is no message in flight any more: it is logged, shown, and the device is believed.
 * Source: requirements.md 7, level 2.
 */
@ApplicationScoped
public class Comparisons {

  private static final System.Logger LOG = System.getLogger(Comparisons.class.getName());

  @Inject Sql sql;
  @Inject InstantSource time;
  @Inject AuditLog audit;
  @EJB StatusObserver statuses;
  @EJB LiveEvents live;

  /**
   * What we believe of a device.
   *
   * @param incarnation of the board it is wired to now: what an earlier one said is of nobody
   */
  private record Believed(DeviceState state, Double value, OrderKey order, long incarnation) {

    boolean isSame(StatusMessage said) {
      return state == said.state() && Objects.equals(value, said.value());
    }
  }

  void compare(@Observes DigestHeard heard) {
    var digest = heard.digest();
    if (!digest.online() || digest.page() == null) {
      return; // a will, or an older hub
    }
    note(heard.farmId(), digest);
    if (digest.devices().isEmpty()) {
      return;
    }
    var rows = new DifferenceRows(sql, heard.farmId(), time.instant());
    var ids = digest.devices().stream().map(StatusMessage::deviceId).toList();
    var believed = believed(heard.farmId(), ids);
    var open = rows.open(ids);
    var changed = false;
    for (var said : digest.devices()) {
      var ours = believed.get(said.deviceId());
      if (ours != null && said.order().incarnation() >= ours.incarnation) {
        changed |= compare(rows, open.get(said.deviceId()), ours, said);
      }
    }
    if (changed) {
      tell(heard.farmId(), rows.countNoted());
    }
  }

  /** Whether something began or ended that people are told of. */
  private boolean compare(
      DifferenceRows rows, DifferenceRows.Open open, Believed ours, StatusMessage said) {
    // What the hub said before it heard what we know is no difference.
    if (ours.isSame(said) || ours.order.newerThan(said.order())) {
      return open != null && rows.resolve(open);
    }
    if (open == null) {
      rows.begin(said, ours.state, ours.value, severity(ours.state, said.state()));
      return false;
    }
    var isNew = rows.seeAgain(open);
    if (isNew) {
      var text = "%s has %s, we had %s".formatted(said.deviceId(), said.state(), ours.state);
      LOG.log(isWarning(ours.state, said.state()) ? Level.WARNING : Level.INFO, text);
      audit.note(rows.farmId(), null, "sync.corrected", said.deviceId(), text, Origin.SYSTEM);
    }
    believe(rows.farmId(), ours, said);
    return isNew;
  }

  /** The device wins. */
  private void believe(UUID farmId, Believed ours, StatusMessage said) {
    if (said.order().equals(ours.order)) {
      statuses.correct(farmId, said);
      return;
    }
    var address = new Topics.Address(farmId, said.deviceId(), Kind.STATUS);
    statuses.observe(List.of(new Arrived<>(address, said.late(), null)));
  }

  private static String severity(DeviceState ours, DeviceState said) {
    return isWarning(ours, said) ? "warning" : "info";
  }

  /** Worse is what we think works and does not. */
  private static boolean isWarning(DeviceState ours, DeviceState said) {
    return ours == DeviceState.ON && said != DeviceState.ON;
  }

  private Map<UUID, Believed> believed(UUID farmId, List<UUID> ids) {
    return sql
        .query(
            "select device.id, state, value, device.incarnation, device.boot, seq,"
                + " node.incarnation as node_incarnation"
                + " from device join node on node.id = device.node_id"
                + " where device.id = any(?) and device.farm_id = ? and device.removed_at is null",
            row ->
                Map.entry(
                    Sql.uuid(row, "id"),
                    new Believed(
                        Sql.word(row, "state", DeviceState.class),
                        Sql.number(row, "value"),
                        new OrderKey(
                            row.getLong("incarnation"), row.getLong("boot"), row.getLong("seq")),
                        row.getLong("node_incarnation"))),
            ids,
            farmId)
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private void note(UUID farmId, DigestMessage digest) {
    var now = time.instant();
    var mark = digest.journal();
    sql.update(
        """
        insert into hub_sync (hub_id, farm_id, compared_at, clock_offset_ms, epoch, events_to)
        values (?, ?, ?, ?, ?, ?)
        on conflict (hub_id) do update set compared_at = excluded.compared_at,
          farm_id = excluded.farm_id, clock_offset_ms = excluded.clock_offset_ms,
          epoch = excluded.epoch, events_to = excluded.events_to
        """,
        digest.hubId(),
        farmId,
        now,
        Duration.between(now, digest.timestamp()).toMillis(),
        mark == null ? null : mark.epoch(),
        mark == null ? null : mark.eventsTo());
  }

  private void tell(UUID farmId, long open) {
    var now = time.instant();
    var data =
        new EventData()
            .put("is_in_step", open == 0)
            .put("open_differences", open)
            .put("compared_at", now);
    live.append(List.of(LiveEvent.of(farmId, "sync:state", data.build(), now)));
  }
}
