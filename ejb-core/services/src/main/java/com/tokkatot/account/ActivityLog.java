package com.tokkatot.account;

import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** What a person did, read from the audit log. Source: requirements.md 2.3 U5. */
@Stateless
public class ActivityLog {

  private static final String SELECT =
      "select audit_log.id, at, action, farm_id, target_id, reason, audit_log.ip_address,"
          + " session.device_name from audit_log"
          + " left join session on session.id = audit_log.target_id"
          + " and session.account_id = audit_log.account_id"
          + " where audit_log.account_id = ? and at > ? order by at desc, audit_log.id desc";

  @Inject Sql sql;
  @Inject InstantSource time;

  public ActivityPage of(Caller caller, int days, int limit, int offset) {
    var since = time.instant().minus(Duration.ofDays(days));
    long total =
        sql.query(
                "select count(*) from audit_log where account_id = ? and at > ?",
                row -> row.getLong(1),
                caller.accountId(),
                since)
            .get(0);
    var some =
        sql.query(
            SELECT + " limit ? offset ?",
            ActivityLog::read,
            caller.accountId(),
            since,
            limit,
            offset);
    return new ActivityPage(some, total, limit, offset, offset + some.size() < total);
  }

  /** All of it, for the person's own copy. */
  public List<ActivityView> all(UUID accountId) {
    return sql.query(SELECT, ActivityLog::read, accountId, Instant.EPOCH);
  }

  private static ActivityView read(ResultSet row) throws SQLException {
    return new ActivityView(
        row.getLong("id"),
        row.getString("action"),
        Sql.uuid(row, "farm_id"),
        Sql.uuid(row, "target_id"),
        row.getString("reason"),
        row.getString("ip_address"),
        row.getString("device_name"),
        Sql.instant(row, "at"));
  }
}
