package com.tokkatot.report;

import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.device.Devices;
import com.tokkatot.farm.FarmZone;
import com.tokkatot.farm.Member;
import com.tokkatot.report.ExportPlan.Every;
import com.tokkatot.report.ExportQuestion.Format;
import com.tokkatot.report.ExportQuestion.Table;
import com.tokkatot.setting.Key;
import com.tokkatot.setting.SystemValues;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Ids;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** Which exports come by themselves, and which files are there. Permissions: at the door. */
@Stateless
public class ExportPlans {

  /** Most plans of a farm. */
  static final int MOST = 10;

  private static final int MOST_FILES = 1_000;

  @Inject Sql sql;
  @Inject AuditLog audit;
  @Inject InstantSource time;
  @Inject SystemValues system;
  @EJB Devices devices;

  /** A farm's plans, the oldest first. */
  public List<ExportPlan> of(Member member) {
    return sql.query(
        "select * from export_plan where farm_id = ? order by created_at, id",
        ExportPlan::read,
        member.farmId());
  }

  /**
   * Makes one; the same asked for again is the one that is there.
   *
   * @param deviceId null where it is of the farm
   * @throws Invalid naming {@code device_id} if it is missing, {@code format} if the table is not
   *     written so
   * @throws NotFound if the device is not on the farm ({@code DEVICE_NOT_FOUND})
   * @throws Conflict if the farm has enough of them ({@code LIMIT_EXCEEDED}), or has none of it
   *     ({@code FEATURE_OFF})
   */
  public ExportPlan create(
      Member member, Table type, Format format, UUID deviceId, Every every, Origin origin) {
    if (!system.has(Key.PLANNED_EXPORTS, member.farmId())) {
      throw new Conflict("FEATURE_OFF", "this farm has no planned exports");
    }
    format.check(type);
    if (type.isOfDevice()) {
      if (deviceId == null) {
        throw new Invalid("device_id", "is missing");
      }
      devices.in(member.farmId(), deviceId);
    }
    sql.query("select 1 from farm where id = ? for no key update", row -> 1, member.farmId());
    var plans = of(member);
    var device = type.isOfDevice() ? deviceId : null;
    for (var plan : plans) {
      if (plan.isLike(type, format, device, every)) {
        return plan;
      }
    }
    if (plans.size() >= MOST) {
      throw new Conflict("LIMIT_EXCEEDED", "a farm has at most " + MOST + " planned exports");
    }
    var now = time.instant();
    var id = Ids.next(time);
    sql.update(
        "insert into export_plan (id, farm_id, content, format, device_id, every, created_by,"
            + " created_at, due_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        id,
        member.farmId(),
        type,
        format,
        device,
        every,
        member.accountId(),
        now,
        ExportPlan.turnAfter(every, now, FarmZone.of(sql, member.farmId())));
    note(member, "export_plan.created", id, origin);
    return of(member).stream().filter(plan -> plan.id().equals(id)).findFirst().orElseThrow();
  }

  /**
   * Takes one away; its files stay until they are old.
   *
   * @throws NotFound if it is not of the farm ({@code EXPORT_NOT_FOUND})
   */
  public void remove(Member member, UUID planId, Origin origin) {
    var gone =
        sql.update("delete from export_plan where id = ? and farm_id = ?", planId, member.farmId());
    if (gone == 0) {
      throw new NotFound("EXPORT_NOT_FOUND", "no such planned export of this farm");
    }
    note(member, "export_plan.removed", planId, origin);
  }

  /** The files that are there, the newest first. */
  public List<ExportFile> files(Member member) {
    var kept = system.days(Key.EXPORT_KEPT_DAYS);
    return sql.query(
        "select * from export_file where farm_id = ? order by made_at desc, id limit ?",
        row -> ExportFile.read(row, kept),
        member.farmId(),
        MOST_FILES);
  }

  /**
   * Where a file lies; that it is taken is written down.
   *
   * @throws NotFound if it is not of the farm ({@code EXPORT_NOT_FOUND})
   */
  public StoredExport take(Member member, UUID fileId, Origin origin) {
    var found =
        sql.query(
            "select * from export_file where id = ? and farm_id = ?",
            row ->
                new StoredExport(
                    row.getString("name"), row.getString("object_name"), row.getLong("size_bytes")),
            fileId,
            member.farmId());
    if (found.isEmpty()) {
      throw new NotFound("EXPORT_NOT_FOUND", "no such file of this farm");
    }
    note(member, "report.downloaded", fileId, origin);
    return found.get(0);
  }

  private void note(Member member, String action, UUID target, Origin origin) {
    audit.note(member.farmId(), member.accountId(), action, target, "asked by member", origin);
  }
}
