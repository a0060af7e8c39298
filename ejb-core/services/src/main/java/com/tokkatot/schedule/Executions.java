package com.tokkatot.schedule;

import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.farm.Member;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Page;
import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** What came of schedules. Permissions have been checked at the door. */
@Stateless
public class Executions {

  /** Most executions of one answer. */
  public static final int MAX_LIMIT = 500;

  /** Most rows of one export. Source: decisions.md D19. */
  static final int MOST_ROWS = 100_000;

  /** Source: requirements.md 3.7. */
  static final Duration KEPT = Duration.ofDays(5 * 365);

  private static final int BITE = 10_000;

  private static final String WHERE =
      """
       where execution.farm_id = ? and (?::uuid is null or execution.schedule_id = ?::uuid)
         and (?::uuid is null or execution.device_id = ?::uuid)
         and execution.planned_at >= ? and execution.planned_at < ?
      """;

  private static final String SELECT =
      """
      select execution.*, schedule.name as schedule_name, device.name as device_name
      from schedule_execution execution
      join schedule on schedule.id = execution.schedule_id
      join device on device.id = execution.device_id
      """
          + WHERE
          + " order by execution.planned_at desc, execution.id limit ? offset ?";

  @Inject Sql sql;
  @Inject AuditLog audit;
  @Inject InstantSource time;

  /**
   * Some of a farm's executions.
   *
   * @param total all there are in the range
   * @param successRate percent of those that ended well, or null if none has ended
   */
  public record ExecutionList(
      List<ExecutionView> executions, long total, Double successRate, int limit, int offset) {}

  /**
   * Executions of a farm, the last planned first.
   *
   * @throws Invalid if limit or offset is out of range
   * @throws NotFound if the schedule never was on the farm ({@code SCHEDULE_NOT_FOUND})
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public ExecutionList of(Member asking, ExecutionFilter filter, int limit, int offset) {
    Page.check(limit, MAX_LIMIT, offset);
    check(asking, filter.scheduleId());
    var counted =
        sql.query(
                "select count(*) as total, count(*) filter (where state = 'executed') as good,"
                    + " count(*) filter (where state in ('failed', 'unsure')) as bad"
                    + " from schedule_execution execution"
                    + WHERE,
                row -> new long[] {row.getLong(1), row.getLong(2), row.getLong(3)},
                arguments(asking, filter))
            .get(0);
    var ended = counted[1] + counted[2];
    return new ExecutionList(
        rows(asking, filter, limit, offset),
        counted[0],
        ended == 0 ? null : Double.valueOf(100.0 * counted[1] / ended),
        limit,
        offset);
  }

  private void check(Member asking, UUID scheduleId) {
    if (scheduleId != null
        && sql.query(
                "select 1 from schedule where id = ? and farm_id = ?",
                row -> true,
                scheduleId,
                asking.farmId())
            .isEmpty()) {
      throw ScheduleRows.unknown();
    }
  }

  /**
   * The same as a table for spreadsheets: UTF-8 with a mark that says so, a line each, at most
   * 100,000. Who took it is written down.
   *
   * @throws NotFound as for {@link #of}
   */
  public String csv(Member asking, ExecutionFilter filter, Origin origin) {
    check(asking, filter.scheduleId());
    var rows = rows(asking, filter, MOST_ROWS, 0);
    var said = "%d executions from %s to %s".formatted(rows.size(), filter.from(), filter.to());
    var target = filter.scheduleId() == null ? asking.farmId() : filter.scheduleId();
    audit.note(asking.farmId(), asking.accountId(), "schedule.exported", target, said, origin);
    return ExecutionCsv.of(rows);
  }

  private List<ExecutionView> rows(Member asking, ExecutionFilter filter, int limit, int offset) {
    var arguments = new ArrayList<Object>(Arrays.asList(arguments(asking, filter)));
    arguments.add(limit);
    arguments.add(offset);
    return sql.query(SELECT, Executions::read, arguments.toArray());
  }

  private static Object[] arguments(Member asking, ExecutionFilter filter) {
    return new Object[] {
      asking.farmId(),
      filter.scheduleId(),
      filter.scheduleId(),
      filter.deviceId(),
      filter.deviceId(),
      filter.from(),
      filter.to()
    };
  }

  private static ExecutionView read(ResultSet row) throws SQLException {
    var execution = ExecutionRow.read(row);
    return new ExecutionView(
        execution.id(),
        execution.scheduleId(),
        row.getString("schedule_name"),
        execution.deviceId(),
        row.getString("device_name"),
        execution.origin(),
        execution.version(),
        execution.plannedAt(),
        execution.actualAt(),
        execution.state(),
        execution.state().equals("pending") && execution.overdueAt() != null,
        execution.reason(),
        execution.value(),
        execution.durationMs(),
        execution.attempts(),
        execution.commandId(),
        execution.clockHeld());
  }

  /** A bite at a time, so that nobody waits long for a lock. */
  public void forgetOld() {
    var before = time.instant().minus(KEPT);
    int gone;
    do {
      gone =
          sql.update(
              "delete from schedule_execution where id = any(array(select id"
                  + " from schedule_execution where planned_at < ? order by planned_at limit "
                  + BITE
                  + "))",
              before);
    } while (gone == BITE);
  }
}
