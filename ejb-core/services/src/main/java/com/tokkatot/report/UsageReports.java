package com.tokkatot.report;

import com.tokkatot.device.Devices;
import com.tokkatot.farm.FarmZone;
import com.tokkatot.report.UsageReport.Day;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** What a device did, by days. Callers have checked that the farm is theirs. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class UsageReports {

  private static final double MS_PER_HOUR = 3_600_000;

  /** One state may answer several commands. */
  private static final String SAID =
      """
      select state, min(at) as at from device_status
      where device_id = ? and at >= ? and at < ? and state <> 'unknown'
      group by incarnation, boot, seq, state order by incarnation, boot, seq limit ?
      """;

  @Inject Sql sql;
  @Inject InstantSource time;
  @EJB Devices devices;

  private record Said(boolean isOn, Instant at) {}

  /**
   * The last days, today included.
   *
   * @param days 1 to 365
   * @throws NotFound if the device is not on the farm ({@code DEVICE_NOT_FOUND})
   * @throws Invalid naming {@code days} if they are out of range, or hold too much
   */
  public UsageReport of(UUID farmId, UUID deviceId, int days) {
    return of(farmId, deviceId, Days.last(days, time.instant(), FarmZone.of(sql, farmId)), "days");
  }

  /**
   * Days of the farm's calendar.
   *
   * @param to included
   * @throws NotFound if the device is not on the farm ({@code DEVICE_NOT_FOUND})
   * @throws Invalid naming {@code from} if the range is wrong, or holds too much
   */
  public UsageReport of(UUID farmId, UUID deviceId, LocalDate from, LocalDate to) {
    return of(farmId, deviceId, new Days(from, to, FarmZone.of(sql, farmId)), "from");
  }

  private UsageReport of(UUID farmId, UUID deviceId, Days days, String field) {
    var device = devices.in(farmId, deviceId);
    var added = addedAt(deviceId);
    var runs = runs(deviceId, days, field);
    var first = days.dayOf(added).isAfter(days.from()) ? days.dayOf(added) : days.from();
    var byDay =
        first.isAfter(days.to())
            ? List.<Day>of()
            : first
                .datesUntil(days.to().plusDays(1))
                .map(day -> new Day(day, hours(runs.onMs(day)), runs.cycles(day)))
                .toList();
    var from = added.isAfter(days.start()) ? added : days.start();
    var reachable =
        Silence.reachablePercent(sql, farmId, device.nodeId(), from, earlier(days.end()));
    return new UsageReport(
        deviceId,
        device.name(),
        days.from(),
        days.to(),
        days.zone().getId(),
        hours(byDay.stream().mapToLong(day -> runs.onMs(day.date())).sum()),
        byDay.stream().mapToInt(Day::cycles).sum(),
        reachable,
        score(reachable, succeeded(deviceId, days)),
        byDay);
  }

  private RunsByDay runs(UUID deviceId, Days days, String field) {
    var wasOn =
        sql
            .query(
                "select state from device_status where device_id = ? and at < ?"
                    + " and state <> 'unknown' order by at desc limit 1",
                row -> row.getString("state").equals("on"),
                deviceId,
                days.start())
            .stream()
            .anyMatch(on -> on);
    var said =
        sql.query(
            SAID,
            row -> new Said(row.getString("state").equals("on"), Sql.instant(row, "at")),
            deviceId,
            days.start(),
            days.end(),
            Days.MOST_POINTS + 1);
    Days.checkPoints(field, said.size());
    var runs = new RunsByDay(days, wasOn, time.instant());
    said.forEach(one -> runs.said(one.isOn, one.at));
    runs.end();
    return runs;
  }

  private Instant addedAt(UUID deviceId) {
    return sql.query(
            "select created_at from device where id = ?",
            row -> Sql.instant(row, "created_at"),
            deviceId)
        .get(0);
  }

  /** Share of the finished commands, 0 to 1; null without any. What was taken back is none. */
  private Double succeeded(UUID deviceId, Days days) {
    return sql
        .query(
            "select avg(case when state = 'completed' then 1.0 else 0 end)::float8 as share"
                + " from command where device_id = ? and issued_at >= ? and issued_at < ?"
                + " and state in ('completed', 'failed', 'timeout', 'expired')",
            row -> row.getObject("share", Double.class),
            deviceId,
            days.start(),
            days.end())
        .stream()
        .reduce(null, (none, share) -> share);
  }

  private static Double score(Double reachable, Double succeeded) {
    if (reachable == null && succeeded == null) {
      return null;
    }
    var share = reachable == null ? 1 : reachable / 100;
    return Silence.rounded(10 * share * (succeeded == null ? 1 : succeeded));
  }

  private Instant earlier(Instant end) {
    var now = time.instant();
    return now.isBefore(end) ? now : end;
  }

  private static double hours(long ms) {
    return Silence.rounded(ms / MS_PER_HOUR);
  }
}
