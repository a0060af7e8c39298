package com.tokkatot.schedule;

import com.tokkatot.live.LiveEvents;
import com.tokkatot.shared.Sql;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Looks for executions that nobody has answered for. Several nodes may look at once: the farm's row
 * makes them take turns, and who comes second finds nothing left.
 */
@Stateless
public class Watcher {

  /** What has no result so long after its instant is overdue. Source: schedules.md. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Executions of one look. */
  static final int BATCH = 500;

  @Inject Sql sql;
  @Inject InstantSource time;
  @EJB LiveEvents live;

  private record Late(UUID id, UUID farmId) {}

  /**
   * One look. Why a transaction of its own: the timer that asks has one around all its looks, and
   * would keep each farm locked until the last.
   *
   * @return how many were late; {@link #BATCH}: there may be more
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public int watch() {
    return sql.together(this::watchAll);
  }

  private int watchAll() {
    var now = time.instant();
    var late =
        sql.query(
            "select id, farm_id from schedule_execution where state = 'pending'"
                + " and origin = 'schedule' and overdue_at is null and planned_at <= ? order by planned_at limit "
                + BATCH,
            row -> new Late(Sql.uuid(row, "id"), Sql.uuid(row, "farm_id")),
            now.minus(PATIENCE));
    if (late.isEmpty()) {
      return 0;
    }
    // Farms before executions, like everybody who writes both.
    sql.query(
        "select 1 from farm where id = any(?) order by id for no key update",
        row -> true,
        late.stream().map(Late::farmId).distinct().toList());
    var ids = late.stream().map(Late::id).toList();
    sql.update(
        "update schedule_execution set state = 'skipped', reason = 'device_removed',"
            + " recorded_at = ? where id = any(?) and state = 'pending' and exists"
            + " (select 1 from device where device.id = device_id and removed_at is not null)",
        now,
        ids);
    live.append(
        sql.query(
            "update schedule_execution set overdue_at = ? where id = any(?) and state = 'pending'"
                + " and overdue_at is null returning *",
            row -> ExecutionEvents.of("schedule:overdue", ExecutionRow.read(row), now),
            now,
            ids));
    return late.size();
  }

  /**
   * What people wanted now has ended as its command has. Why a transaction of its own: as for
   * {@link #watch}.
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void settleRuns() {
    var now = time.instant();
    var settled =
        sql.query(
            """
            update schedule_execution execution
            set state = case when command.state = 'completed' then 'executed' else 'failed' end,
              reason = case when command.state = 'completed' then null
                else coalesce(command.error, command.state, 'not_sent') end,
              actual_at = command.completed_at, attempts = coalesce(command.sends, 0),
              recorded_at = ?
            from schedule_execution asked left join command on command.id = asked.id
            where asked.id = execution.id and asked.origin = 'manual' and asked.planned_at > ?
              and ((asked.state = 'pending'
                  and command.state in ('completed', 'failed', 'timeout', 'cancelled', 'expired'))
                -- A late answer puts right what was given up.
                or (asked.state = 'failed' and command.state = 'completed')
                or (asked.state = 'pending' and command.id is null and asked.planned_at <= ?))
            returning execution.*
            """,
            ExecutionRow::read,
            now,
            now.minus(Duration.ofDays(1)),
            now.minus(PATIENCE));
    Done.add(sql, settled.stream().filter(row -> row.state().equals("executed")).toList());
    live.append(
        settled.stream().map(row -> ExecutionEvents.of("schedule:executed", row, now)).toList());
  }
}
