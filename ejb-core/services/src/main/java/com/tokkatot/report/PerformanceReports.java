package com.tokkatot.report;

import com.tokkatot.farm.FarmZone;
import com.tokkatot.report.PerformanceReport.Automation;
import com.tokkatot.report.PerformanceReport.Health;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.UUID;

/** How a farm did. Callers have checked that it is theirs. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class PerformanceReports {

  private static final String HEALTH =
      """
      select count(*) as total, count(*) filter (where not is_online) as offline,
        count(*) filter (where is_online and is_bad) as degraded
      from (
        select coalesce(node.is_online and hub.is_online, false) as is_online,
          device.state = 'error' or exists (select 1 from alert
            where alert.farm_id = device.farm_id and alert.resolved_at is null
              and (alert.device_id = device.id
                or (alert.device_id is null and alert.node_id = device.node_id))) as is_bad
        from device join node on node.id = device.node_id
        left join hub on hub.farm_id = device.farm_id
        where device.farm_id = ? and device.removed_at is null) device
      """;

  private static final String AUTOMATION =
      """
      select count(*) as tried, count(*) filter (where state = 'executed') as good
      from schedule_execution where farm_id = ? and planned_at >= ? and planned_at < ?
        and (state in ('executed', 'failed', 'unsure')
          or (state = 'pending' and overdue_at is not null))
      """;

  @Inject Sql sql;
  @Inject InstantSource time;

  private record Alerts(long all, long critical) {}

  /**
   * The last days, today included.
   *
   * @param days 1 to 365
   * @throws NotFound if there is no such farm ({@code FARM_NOT_FOUND})
   * @throws Invalid naming {@code days} if they are out of range
   */
  public PerformanceReport of(UUID farmId, int days) {
    return of(farmId, Days.last(days, time.instant(), FarmZone.of(sql, farmId)));
  }

  /**
   * Days of the farm's calendar.
   *
   * @param to included
   * @throws NotFound if there is no such farm ({@code FARM_NOT_FOUND})
   * @throws Invalid naming {@code from} if the range is wrong
   */
  public PerformanceReport of(UUID farmId, LocalDate from, LocalDate to) {
    return of(farmId, new Days(from, to, FarmZone.of(sql, farmId)));
  }

  private PerformanceReport of(UUID farmId, Days days) {
    var alerts = alerts(farmId, days);
    return new PerformanceReport(
        days.from(),
        days.to(),
        days.zone().getId(),
        health(farmId),
        alerts.all,
        alerts.critical,
        automation(farmId, days),
        uptime(farmId, days));
  }

  private Health health(UUID farmId) {
    return sql.query(
            HEALTH,
            row -> {
              var total = row.getLong("total");
              var degraded = row.getLong("degraded");
              var offline = row.getLong("offline");
              return new Health(total, total - degraded - offline, degraded, offline);
            },
            farmId)
        .get(0);
  }

  private Alerts alerts(UUID farmId, Days days) {
    return sql.query(
            "select count(*) as all_of_them, count(*) filter (where severity = 'critical') as bad"
                + " from alert where farm_id = ? and triggered_at >= ? and triggered_at < ?",
            row -> new Alerts(row.getLong("all_of_them"), row.getLong("bad")),
            farmId,
            days.start(),
            days.end())
        .get(0);
  }

  private Automation automation(UUID farmId, Days days) {
    return sql.query(
            AUTOMATION,
            row -> {
              var tried = row.getLong("tried");
              var good = row.getLong("good");
              var rate = tried == 0 ? null : (Double) Silence.rounded(100.0 * good / tried);
              return new Automation(tried, good, rate);
            },
            farmId,
            days.start(),
            days.end())
        .get(0);
  }

  private Double uptime(UUID farmId, Days days) {
    return sql
        .query(
            "select farm.created_at from farm join hub on hub.farm_id = farm.id where farm.id = ?",
            row -> Sql.instant(row, "created_at"),
            farmId)
        .stream()
        .findFirst()
        .map(
            made ->
                Silence.reachablePercent(
                    sql,
                    farmId,
                    null,
                    made.isAfter(days.start()) ? made : days.start(),
                    earlier(days.end())))
        .orElse(null);
  }

  private Instant earlier(Instant end) {
    var now = time.instant();
    return now.isBefore(end) ? now : end;
  }
}
