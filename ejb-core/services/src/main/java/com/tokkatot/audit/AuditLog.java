package com.tokkatot.audit;

import com.tokkatot.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** Writes audit lines in the caller's transaction: no deed without its line, no line without it. */
@ApplicationScoped
public class AuditLog {

  private static final List<String> COLUMN_TYPES =
      List.of("timestamptz", "uuid", "uuid", "text", "uuid", "text", "text", "text", "text");

  @Inject Sql sql;
  @Inject InstantSource time;

  /** Writes one line; the parts are those of {@link AuditLine}. */
  public void note(
      UUID farmId, UUID accountId, String action, UUID targetId, String reason, Origin origin) {
    noteAll(List.of(new AuditLine(farmId, accountId, action, targetId, reason, origin)));
  }

  /** Writes many lines in one round trip. */
  public void noteAll(List<AuditLine> lines) {
    if (lines.isEmpty()) {
      return;
    }
    var now = time.instant();
    sql.update(
        "insert into audit_log (at, farm_id, account_id, action, target_id, reason, ip_address,"
            + " user_agent, request_id) select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)",
        Sql.columns(COLUMN_TYPES, lines.stream().map(line -> row(now, line)).toList()));
  }

  private static Object[] row(Instant now, AuditLine line) {
    return new Object[] {
      now,
      line.farmId(),
      line.accountId(),
      line.action(),
      line.targetId(),
      line.reason(),
      line.origin().ipAddress(),
      line.origin().userAgent(),
      line.origin().requestId()
    };
  }

  /**
   * As {@link #note}, but kept even when the caller's work is rolled back. Why apart: a refusal is
   * thrown as a problem, which rolls back, and it is just the refusals one wants to find.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void noteApart(
      UUID farmId, UUID accountId, String action, UUID targetId, String reason, Origin origin) {
    note(farmId, accountId, action, targetId, reason, origin);
  }

  /** Takes what names a place or a program out of somebody's lines; the lines themselves stay. */
  public void forget(UUID accountId) {
    sql.update(
        "update audit_log set ip_address = null, user_agent = null where account_id = ?",
        accountId);
  }
}
