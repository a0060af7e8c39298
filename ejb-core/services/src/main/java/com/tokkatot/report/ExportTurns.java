package com.tokkatot.report;

import com.tokkatot.farm.FarmZone;
import com.tokkatot.setting.Key;
import com.tokkatot.setting.SystemValues;
import com.tokkatot.shared.Ids;
import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Whose turn it is to be made, and what came of it. Each step is a transaction of its own: the file
 * is written between two of them, and the network must not hold one open.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ExportTurns {

  /** A node that dies is followed by another after this. */
  static final Duration LEASE = Duration.ofMinutes(15);

  private static final int BITE = 100;

  @Inject Sql sql;
  @Inject InstantSource time;
  @Inject SystemValues system;

  /**
   * A plan that is due.
   *
   * @param language of whoever planned it; null if nobody knows
   */
  public record Turn(UUID farmId, ZoneId zone, ExportPlan plan, String language) {}

  /** Takes the one that has waited longest, so that nobody else does; empty if none is due. */
  public Optional<Turn> next() {
    var now = time.instant();
    return sql
        .query(
            """
            update export_plan set leased_until = ? where id = (
              select plan.id from export_plan plan
              join farm on farm.id = plan.farm_id and farm.is_active
              where due_at <= ? and (leased_until is null or leased_until <= ?)
              order by due_at, plan.id limit 1 for update of plan skip locked)
            returning *, (select language from account where account.id = created_by) as language
            """,
            row ->
                new Turn(
                    Sql.uuid(row, "farm_id"),
                    FarmZone.of(sql, Sql.uuid(row, "farm_id")),
                    ExportPlan.read(row),
                    row.getString("language")),
            now.plus(LEASE),
            now,
            now)
        .stream()
        .findFirst();
  }

  /** The file lies where it should; made twice it is one. */
  public void made(Turn turn, StoredExport file) {
    if (move(turn, null) > 0) {
      sql.update(
          "insert into export_file (id, farm_id, plan_id, name, object_name, size_bytes, made_at)"
              + " values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
          Ids.next(time),
          turn.farmId,
          turn.plan.id(),
          file.name(),
          file.objectName(),
          file.sizeBytes(),
          time.instant());
    }
  }

  /** It can never be made: the plan says why, and goes on with its next turn. */
  public void failed(Turn turn, String reason) {
    move(turn, reason);
  }

  /** Only from the turn that was taken: somebody else may have made it meanwhile. */
  private int move(Turn turn, String failure) {
    var plan = turn.plan;
    return sql.update(
        "update export_plan set due_at = ?, leased_until = null, failure = ?"
            + " where id = ? and due_at = ?",
        plan.nextTurn(turn.zone),
        failure,
        plan.id(),
        plan.dueAt());
  }

  /** Names of some files that have been kept long enough. */
  public List<String> old() {
    return sql.query(
        "select object_name from export_file where made_at <= ? order by made_at limit ?",
        row -> row.getString("object_name"),
        time.instant().minus(system.days(Key.EXPORT_KEPT_DAYS)),
        BITE);
  }

  /** The file is gone. */
  public void forget(String objectName) {
    sql.update("delete from export_file where object_name = ?", objectName);
  }
}
