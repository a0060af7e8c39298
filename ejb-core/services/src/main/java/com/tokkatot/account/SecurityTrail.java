package com.tokkatot.account;

import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;

/** The audit log as operators and admins read it. */
@Stateless
public class SecurityTrail {

  @Inject Sql sql;

  public TrailPage find(Caller staff, TrailFilter filter, int limit, int offset) {
    staff.require(StaffRole.OPERATOR, StaffRole.ADMIN);
    var arguments = new ArrayList<Object>();
    var where = new StringBuilder(" from audit_log where true");
    add(where, arguments, " and farm_id = ?", filter.farmId());
    add(where, arguments, " and account_id = ?", filter.accountId());
    add(where, arguments, " and at >= ?", filter.from());
    add(where, arguments, " and at < ?", filter.to());
    if (filter.action() != null) {
      add(where, arguments, " and (action = ?", filter.action());
      add(where, arguments, " or starts_with(action, ?))", filter.action() + ".");
    }
    long total =
        sql.query("select count(*)" + where, row -> row.getLong(1), arguments.toArray()).get(0);
    arguments.add(limit);
    arguments.add(offset);
    var lines =
        sql.query(
            "select *" + where + " order by at desc, id desc limit ? offset ?",
            SecurityTrail::read,
            arguments.toArray());
    return new TrailPage(lines, total, limit, offset, offset + lines.size() < total);
  }

  private static void add(
      StringBuilder where, ArrayList<Object> arguments, String condition, Object value) {
    if (value != null) {
      where.append(condition);
      arguments.add(value);
    }
  }

  private static TrailPage.Line read(ResultSet row) throws SQLException {
    return new TrailPage.Line(
        row.getLong("id"),
        Sql.instant(row, "at"),
        Sql.uuid(row, "farm_id"),
        Sql.uuid(row, "account_id"),
        row.getString("action"),
        Sql.uuid(row, "target_id"),
        row.getString("reason"),
        row.getString("ip_address"),
        row.getString("user_agent"),
        row.getString("request_id"));
  }
}
