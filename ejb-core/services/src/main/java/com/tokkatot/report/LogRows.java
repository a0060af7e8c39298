package com.tokkatot.report;

import com.tokkatot.shared.Sql;
import java.util.ArrayList;
import java.util.List;

/** A farm's events out of the tables that hold them, so that nothing is written twice. */
final class LogRows {

  private static final String DEEDS =
      """
      select audit.farm_id, 'a' || audit.id as id, audit.action as type,
        case when audit.account_id is null then 'system' else 'user' end as category,
        'info' as severity, device.id as device_id, device.name as device_name,
        'event.' || audit.action as message, audit.reason as detail, audit.account_id, audit.at
      from audit_log audit left join device
        on device.id = audit.target_id and device.farm_id = audit.farm_id
      where audit.action <> 'permission.denied'
      """;

  private static final String ALERTS =
      """
      select alert.farm_id, %s || alert.id as id, 'alert.%s' as type,
        case when coalesce(alert.device_id, alert.node_id) is null then 'system' else 'device' end
          as category,
        %s as severity, device.id as device_id, device.name as device_name,
        alert.message_key as message, alert.type as detail, null::uuid as account_id, %s as at
      from alert left join device on device.id = alert.device_id
      """;

  private static final String PART =
      """
      (select * from (%s) part where farm_id = ? and at >= ? and at <= ? and (at, id) < (?, ?)
         and (?::text is null or type = ?) order by at desc, id desc limit ?)
      """;

  /** Of each device only so many, by its own index: a farm's year is too much to sort. */
  private static final String STATUSES =
      """
      (select device.farm_id, status.id, status.type, 'device' as category,
         case when status.state = 'error' then 'error' else 'info' end as severity,
         device.id as device_id, device.name as device_name, 'event.' || status.type as message,
         status.detail, null::uuid as account_id, status.at
       from device cross join lateral (
         select * from (
           select concat_ws('.', 's' || device_id, incarnation, boot, seq, command_id) as id,
             'device.' || state as type, state, coalesce(error, triggered_by) as detail, at
           from device_status where device_status.device_id = device.id and state <> 'unknown') one
         where at >= ? and at <= ? and (at, id) < (?, ?) and (?::text is null or type = ?)
         order by at desc, id desc limit ?) status
       where device.farm_id = ?)
      """;

  private static final String ALL =
      "select * from ("
          + String.join(
              " union all ",
              PART.formatted(DEEDS),
              PART.formatted(ALERTS.formatted("'r'", "raised", "alert.severity", "triggered_at")),
              PART.formatted(ALERTS.formatted("'x'", "resolved", "'info'", "resolved_at")),
              STATUSES)
          + ") event order by at desc, id desc limit ? offset ?";

  private LogRows() {}

  /** Newest first. */
  static List<FarmEvent> of(Sql sql, LogQuestion asked, int limit, int offset) {
    return sql.query(ALL, FarmEvent::read, arguments(asked, limit, offset));
  }

  /** How many there are, up to this many. */
  static long count(Sql sql, LogQuestion asked, int most) {
    return sql.query(
            "select count(*) as many from (" + ALL + ") found",
            row -> row.getLong("many"),
            arguments(asked, most, 0))
        .get(0);
  }

  private static Object[] arguments(LogQuestion asked, int limit, int offset) {
    var most = limit + offset;
    var range = new ArrayList<Object>();
    range.add(asked.since());
    range.add(asked.before());
    range.add(asked.before());
    range.add(asked.beforeId());
    range.add(asked.type());
    range.add(asked.type());
    range.add(most);
    var all = new ArrayList<Object>();
    for (var part = 0; part < 3; part++) {
      all.add(asked.farmId());
      all.addAll(range);
    }
    all.addAll(range);
    all.add(asked.farmId());
    all.add(limit);
    all.add(offset);
    return all.toArray();
  }
}
