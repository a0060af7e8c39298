package com.tokkatot.schedule;

import static java.util.stream.Collectors.toMap;

import com.tokkatot.alert.ScheduleAlerts;
import com.tokkatot.live.LiveEvents;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.WireListener.Arrived;
import com.tokkatot.wire.ExecutionMessage;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Takes what hubs say of executions, live and out of their journals, early and late, once and
 * again: the larger revision is right, and the hub is right about what happened.
 */
@Stateless
public class ExecutionIntake {

  /** So many in a row are worth an alert. Source: schedules.md, "Execution record". */
  static final int IN_A_ROW = 3;

  private static final String EXECUTED = "executed";
  private static final String FAILED = "failed";

  private static final List<String> TYPES =
      List.of(
          "uuid",
          "uuid",
          "uuid",
          "uuid",
          "int8",
          "timestamptz",
          "text",
          "text",
          "timestamptz",
          "int4",
          "int8",
          "int4",
          "uuid",
          "int8",
          "bool");

  @Inject Sql sql;
  @Inject InstantSource time;
  @EJB LiveEvents live;
  @EJB ScheduleAlerts alerts;

  /** Where a message belongs: the farm of its topic, whatever its content says. */
  private record Place(UUID farmId, UUID scheduleId, UUID deviceId) {}

  /** Takes them in one transaction; returns those whose schedule or device is not on the farm. */
  public List<Arrived<ExecutionMessage>> take(List<Arrived<ExecutionMessage>> arrived) {
    return arrived.isEmpty() ? List.of() : sql.together(() -> takeAll(arrived));
  }

  private List<Arrived<ExecutionMessage>> takeAll(List<Arrived<ExecutionMessage>> arrived) {
    var farms = arrived.stream().map(one -> one.address().farmId()).distinct().toList();
    // Farms before executions, like everybody who writes both.
    sql.query(
        "select 1 from farm where id = any(?) order by id for no key update", row -> true, farms);
    var known = known(arrived);
    var strangers = new ArrayList<Arrived<ExecutionMessage>>();
    var newest = new LinkedHashMap<UUID, Arrived<ExecutionMessage>>();
    for (var one : arrived) {
      var said = one.content();
      if (!said.deviceId().equals(one.address().deviceId()) || !known.contains(place(one))) {
        strangers.add(one);
        continue;
      }
      newest.merge(
          said.executionId(),
          one,
          (a, b) -> b.content().revision() > a.content().revision() ? b : a);
    }
    store(newest.values());
    return strangers;
  }

  private static Place place(Arrived<ExecutionMessage> one) {
    return new Place(one.address().farmId(), one.content().scheduleId(), one.content().deviceId());
  }

  private HashSet<Place> known(List<Arrived<ExecutionMessage>> arrived) {
    return new HashSet<>(
        sql.query(
            "select schedule.farm_id, schedule.id, device.id as device_id from schedule"
                + " join device on device.farm_id = schedule.farm_id"
                + " where schedule.id = any(?) and device.id = any(?)",
            row ->
                new Place(
                    Sql.uuid(row, "farm_id"), Sql.uuid(row, "id"), Sql.uuid(row, "device_id")),
            arrived.stream().map(one -> one.content().scheduleId()).distinct().toList(),
            arrived.stream().map(one -> one.content().deviceId()).distinct().toList()));
  }

  private void store(Collection<Arrived<ExecutionMessage>> said) {
    if (said.isEmpty()) {
      return;
    }
    var now = time.instant();
    var before = states(said);
    var stored =
        sql.query(
            """
            insert into schedule_execution as mine (id, schedule_id, farm_id, device_id, version,
              origin, planned_at, state, reason, actual_at, value, duration_ms, attempts,
              command_id, revision, clock_held, recorded_at)
            select id, schedule_id, farm_id, device_id, version, 'schedule', planned_at, state,
              reason, actual_at, value, duration_ms, attempts, command_id, revision, clock_held, ?
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as said (id, schedule_id,
              farm_id, device_id, version, planned_at, state, reason, actual_at, value,
              duration_ms, attempts, command_id, revision, clock_held)
            on conflict (id) do update set version = excluded.version, state = excluded.state,
              reason = excluded.reason, actual_at = excluded.actual_at, value = excluded.value,
              duration_ms = excluded.duration_ms, attempts = excluded.attempts,
              command_id = excluded.command_id, revision = excluded.revision,
              clock_held = excluded.clock_held, recorded_at = excluded.recorded_at
            where mine.origin = 'schedule' and mine.revision < excluded.revision
              and mine.schedule_id = excluded.schedule_id and mine.device_id = excluded.device_id
            returning *
            """,
            ExecutionRow::read,
            arguments(now, said));
    Done.add(
        sql,
        stored.stream()
            .filter(row -> row.state().equals(EXECUTED) && !EXECUTED.equals(before.get(row.id())))
            .toList());
    live.append(
        stored.stream().map(row -> ExecutionEvents.of("schedule:executed", row, now)).toList());
    judge(stored);
  }

  private static Object[] arguments(Object now, Collection<Arrived<ExecutionMessage>> said) {
    var columns = Sql.columns(TYPES, said.stream().map(ExecutionIntake::row).toList());
    var arguments = new Object[columns.length + 1];
    arguments[0] = now;
    System.arraycopy(columns, 0, arguments, 1, columns.length);
    return arguments;
  }

  private static Object[] row(Arrived<ExecutionMessage> one) {
    var said = one.content();
    return new Object[] {
      said.executionId(),
      said.scheduleId(),
      one.address().farmId(),
      said.deviceId(),
      said.version(),
      said.plannedAt(),
      said.state(),
      said.error(),
      said.actualAt(),
      (int) said.value(),
      said.durationMs(),
      (int) said.attempts(),
      said.commandId(),
      said.revision(),
      said.clockHeld()
    };
  }

  private Map<UUID, String> states(Collection<Arrived<ExecutionMessage>> said) {
    return sql
        .query(
            "select id, state from schedule_execution where id = any(?)",
            row -> Map.entry(Sql.uuid(row, "id"), row.getString("state")),
            said.stream().map(one -> one.content().executionId()).toList())
        .stream()
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Three failures in a row at one device are people's business, until it works again. */
  private void judge(List<ExecutionRow> stored) {
    var judged = new HashSet<Place>();
    for (var row : stored) {
      var isNews = row.state().equals(FAILED) || row.state().equals(EXECUTED);
      if (isNews && judged.add(new Place(row.farmId(), row.scheduleId(), row.deviceId()))) {
        judge(row);
      }
    }
  }

  private record Ended(String state, String reason) {}

  private void judge(ExecutionRow row) {
    var last =
        sql.query(
            "select state, reason from schedule_execution where schedule_id = ? and device_id = ?"
                + " and state in ('executed', 'failed') order by planned_at desc limit "
                + IN_A_ROW,
            found -> new Ended(found.getString("state"), found.getString("reason")),
            row.scheduleId(),
            row.deviceId());
    if (last.get(0).state.equals(EXECUTED)) {
      alerts.well(row.scheduleId(), row.deviceId());
    } else if (last.size() == IN_A_ROW
        && last.stream().allMatch(ended -> ended.state.equals(FAILED))) {
      alerts.failed(row.farmId(), row.scheduleId(), row.deviceId(), last.get(0).reason);
    }
  }
}
