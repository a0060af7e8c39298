package com.tokkatot.audit;

import com.tokkatot.shared.Sql;
import com.tokkatot.shared.Vault;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Seals what has been committed, month by month. Nobody who writes a line waits for it: it reads
 * below the oldest transaction that is still running, where nothing can appear any more.
 */
@Stateless
public class AuditSealer {

  // Several nodes: one seals, the others find the lock taken and leave.
  private static final String LOCK = "select pg_try_advisory_xact_lock(7402)";
  private static final int YEARS_KEPT = 5;
  private static final int MONTHS_AHEAD = 2;

  @Inject Sql sql;
  @Inject Vault vault;
  @Inject InstantSource time;

  /**
   * Seals all complete lines that no seal covers yet, at most {@link AuditLines#MOST} a month.
   *
   * @return how many lines were sealed
   */
  public int seal() {
    if (!sql.query(LOCK, row -> row.getBoolean(1)).get(0)) {
      return 0;
    }
    var horizon =
        sql.query(
                "select pg_snapshot_xmin(pg_current_snapshot())::text as xid",
                row -> Long.valueOf(row.getString("xid")))
            .get(0);
    var sealed = 0;
    for (var month : AuditLines.months(sql)) {
      sealed += seal(month, horizon);
    }
    return sealed;
  }

  private int seal(LocalDate month, long horizon) {
    var from = Seal.lastOf(sql, month).stream().mapToLong(Seal::to).findFirst().orElse(0);
    var lines = AuditLines.read(sql, month, from, horizon, AuditLines.MOST + 1);
    if (lines.isEmpty()) {
      return 0;
    }
    var to = horizon;
    if (lines.size() > AuditLines.MOST) {
      // A transaction's lines stay together: the last one is left for the next seal.
      to = lines.get(lines.size() - 1).xid();
      var whole = to;
      lines = lines.stream().filter(line -> line.xid() < whole).toList();
      if (lines.isEmpty()) {
        throw new IllegalStateException("one transaction wrote too many audit lines: " + to);
      }
    }
    var before = Seal.last(sql).stream().findFirst();
    var no = before.map(Seal::no).orElse(0L) + 1;
    var digest =
        AuditLines.digest(
            vault, no, month, from, to, before.map(Seal::digest).orElse(Seal.NONE_BEFORE), lines);
    sql.update(
        "insert into audit_seal (no, month, from_xid, to_xid, lines, digest, sealed_at)"
            + " values (?, ?, ?::text::xid8, ?::text::xid8, ?, ?, ?)",
        no,
        month,
        Long.toString(from),
        Long.toString(to),
        lines.size(),
        digest,
        time.instant());
    return lines.size();
  }

  /** Makes the partitions that will be needed, and drops those whose time is over. */
  public void keepPartitions() {
    sql.query("select pg_advisory_xact_lock(7403)", row -> 1);
    var thisMonth = LocalDate.ofInstant(time.instant(), ZoneOffset.UTC).withDayOfMonth(1);
    for (var ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
      sql.query("select make_audit_partition(?)", row -> 1, thisMonth.plusMonths(ahead));
    }
    var oldest = thisMonth.minusYears(YEARS_KEPT);
    for (var month : AuditLines.months(sql)) {
      if (month.isBefore(oldest)) {
        sql.update("drop table " + AuditLines.partition(month));
      }
    }
  }
}
