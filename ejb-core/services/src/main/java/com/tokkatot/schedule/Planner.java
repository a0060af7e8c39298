package com.tokkatot.schedule;

import com.tokkatot.rules.InvalidRule;
import com.tokkatot.rules.schedule.Fire;
import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes executions down before they are due. A look leases its schedules by locking their rows,
 * and passes over those that another node works on; a node that is killed loses its locks with its
 * transaction, and whoever looks next begins where the rows say.
 */
@Stateless
public class Planner {

  /** How far ahead: longer than any node is away, short enough that changes cost little. */
  public static final Duration AHEAD = Duration.ofHours(1);

  /** Schedules of one look. */
  static final int BATCH = 200;

  private static final int MOST_TURNS = 1000;

  private static final System.Logger LOG = System.getLogger(Planner.class.getName());

  private static final List<String> EXECUTION_TYPES =
      List.of("uuid", "uuid", "uuid", "uuid", "int8", "timestamptz", "timestamptz");

  private static final List<String> SCHEDULE_TYPES = List.of("uuid", "timestamptz", "timestamptz");

  @Inject Sql sql;
  @Inject InstantSource time;

  private record Due(UUID id, Stored stored, Instant plannedTo) {}

  /**
   * One look. Why a transaction of its own: the timer that asks has one around all its looks, and
   * would hold each lease until the last.
   *
   * @param to plans up to there
   * @return how many schedules were due; {@link #BATCH}: there may be more
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public int plan(Instant to) {
    return sql.together(() -> planAll(to));
  }

  private int planAll(Instant to) {
    var due =
        sql.query(
            """
            select version.*, schedule.id, schedule.farm_id, farm.timezone, planned_to
            from schedule
            join farm on farm.id = schedule.farm_id
            join schedule_version version
              on version.schedule_id = schedule.id and version.version = schedule.version
            where due_at <= ? and schedule.deleted_at is null and schedule.is_enabled
              and farm.is_active
            order by due_at limit %d
            for no key update of schedule skip locked
            """
                .formatted(BATCH),
            row ->
                new Due(
                    Sql.uuid(row, "id"),
                    readable(row).orElse(null),
                    Sql.instant(row, "planned_to")),
            to);
    var executions = new ArrayList<Object[]>();
    var schedules = new ArrayList<Object[]>();
    for (var one : due) {
      schedules.add(
          one.stored == null ? new Object[] {one.id, to, null} : plan(one, to, executions));
    }
    insert(executions);
    sql.update(
        "update schedule set planned_to = planned.to, due_at = planned.due"
            + " from unnest(?, ?, ?) as planned (id, \"to\", due) where schedule.id = planned.id",
        Sql.columns(SCHEDULE_TYPES, schedules));
    return due.size();
  }

  private static Optional<Stored> readable(ResultSet row) throws SQLException {
    try {
      return Optional.of(Stored.read(row));
    } catch (InvalidRule e) {
      // Put aside, or nobody else would ever be planned.
      var id = Sql.uuid(row, "id");
      LOG.log(System.Logger.Level.ERROR, "Schedule {0} cannot be planned: {1}", id, e.getMessage());
      return Optional.empty();
    }
  }

  private Object[] plan(Due due, Instant to, List<Object[]> executions) {
    var schedule = due.stored.schedule();
    var turns = Expected.turns(schedule, due.plannedTo, to, MOST_TURNS);
    var now = time.instant();
    for (var turn : turns) {
      executions.add(
          new Object[] {
            new Fire(schedule.id(), turn.deviceId(), turn.at()).executionId(),
            schedule.id(),
            due.stored.farmId(),
            turn.deviceId(),
            schedule.version(),
            turn.at(),
            now
          });
    }
    var plannedTo = turns.size() < MOST_TURNS ? to : turns.get(turns.size() - 1).at();
    return new Object[] {schedule.id(), plannedTo, Expected.next(schedule, plannedTo)};
  }

  private void insert(List<Object[]> executions) {
    sql.update(
        """
        insert into schedule_execution (id, schedule_id, farm_id, device_id, version, origin,
          planned_at, state, recorded_at)
        select turn.id, turn.schedule_id, turn.farm_id, turn.device_id, turn.version, 'schedule',
          turn.planned_at, 'pending', turn.now
        from unnest(?, ?, ?, ?, ?, ?, ?)
          as turn (id, schedule_id, farm_id, device_id, version, planned_at, now)
        join device on device.id = turn.device_id and device.removed_at is null
        -- The hub may have spoken first, or another version meant the same moment.
        on conflict (id) do nothing
        """,
        Sql.columns(EXECUTION_TYPES, executions));
  }
}
