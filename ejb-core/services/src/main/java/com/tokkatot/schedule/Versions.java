package com.tokkatot.schedule;

import com.tokkatot.device.Devices;
import com.tokkatot.farm.Member;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Page;
import com.tokkatot.shared.Sql;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Who changed a schedule when, and to what. Permissions have been checked at the door. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class Versions {

  /** Most versions of one answer. */
  public static final int MAX_LIMIT = 100;

  @Inject Sql sql;
  @Inject InstantSource time;
  @EJB Devices devices;

  /**
   * One version.
   *
   * @param action created, changed or rolled_back
   * @param changedByName null if that account is gone
   * @param reason in people's words, or null
   * @param schedule what it said
   */
  public record VersionView(
      long version,
      String action,
      UUID changedBy,
      String changedByName,
      Instant changedAt,
      String reason,
      ScheduleView schedule) {}

  /** Versions of a schedule, the newest first. */
  public record VersionList(List<VersionView> versions, long total, int limit, int offset) {}

  private record Said(
      Stored stored, String action, UUID by, String name, Instant at, String reason) {}

  /**
   * All versions, the newest first.
   *
   * @throws NotFound if the schedule is not on the farm ({@code SCHEDULE_NOT_FOUND})
   * @throws Invalid if limit or offset is out of range
   */
  public VersionList of(Member asking, UUID scheduleId, int limit, int offset) {
    Page.check(limit, MAX_LIMIT, offset);
    var newest = new ScheduleRows(sql, time.instant()).newest(asking.farmId(), scheduleId);
    var said =
        sql.query(
            "select version.*, schedule.farm_id, farm.timezone, account.name as changed_by_name"
                + " from schedule_version version"
                + " join schedule on schedule.id = schedule_id"
                + " join farm on farm.id = schedule.farm_id"
                + " left join account on account.id = version.changed_by"
                + " where schedule_id = ? order by version.version desc limit ? offset ?",
            row ->
                new Said(
                    Stored.read(row),
                    row.getString("action"),
                    Sql.uuid(row, "changed_by"),
                    row.getString("changed_by_name"),
                    Sql.instant(row, "changed_at"),
                    row.getString("reason")),
            scheduleId,
            limit,
            offset);
    var views =
        new ScheduleViews(sql, devices, time.instant())
            .versions(said.stream().map(Said::stored).toList());
    var versions = new ArrayList<VersionView>();
    for (var i = 0; i < said.size(); i++) {
      versions.add(view(said.get(i), views.get(i)));
    }
    return new VersionList(versions, newest.version(), limit, offset);
  }

  private static VersionView view(Said said, ScheduleView schedule) {
    return new VersionView(
        said.stored.version(), said.action, said.by, said.name, said.at, said.reason, schedule);
  }
}
