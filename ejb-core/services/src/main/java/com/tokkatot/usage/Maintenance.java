package com.tokkatot.usage;

import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.device.Devices;
import com.tokkatot.farm.Member;
import com.tokkatot.farm.Permission;
import com.tokkatot.shared.Ids;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotAllowed;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Page;
import com.tokkatot.shared.Sql;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The log of what was done to devices. A line is never changed; the newest one starts the count.
 */
@Stateless
public class Maintenance {

  /** Most lines of one answer. */
  public static final int MAX_PAGE = 100;

  private static final String SELECT =
      "select id, device_id, done_at, done_by, note, on_ms, cycles from device_maintenance"
          + " where device_id = ? order by created_at desc, id desc limit ? offset ?";

  @Inject Sql sql;
  @Inject AuditLog audit;
  @Inject InstantSource time;
  @EJB Devices devices;

  /**
   * What was done to a device, the newest line first.
   *
   * @param limit 1 to {@link #MAX_PAGE}
   * @param offset 0 or more
   * @throws Invalid naming the parameter that is out of range
   * @throws NotFound if the device is not on the farm ({@code DEVICE_NOT_FOUND})
   */
  public List<MaintenanceView> of(UUID farmId, UUID deviceId, int limit, int offset) {
    Page.check(limit, MAX_PAGE, offset);
    return lines(devices.in(farmId, deviceId).id(), limit, offset);
  }

  /** The line that started the count, if there is one. */
  public Optional<MaintenanceView> last(UUID deviceId) {
    return lines(deviceId, 1, 0).stream().findFirst();
  }

  /**
   * Notes that a device was looked after; its next service is counted from what it has worked by
   * now.
   *
   * @param doneAt now when null; not in the future
   * @throws NotAllowed if the member may not ({@code FORBIDDEN})
   * @throws Invalid if {@code doneAt} is in the future
   * @throws NotFound if the device is not on the farm ({@code DEVICE_NOT_FOUND})
   */
  public MaintenanceView note(
      Member member, UUID deviceId, Instant doneAt, String note, Origin origin) {
    if (!member.may(Permission.RENAME_DEVICE)) {
      throw new NotAllowed("FORBIDDEN", "your role does not permit maintenance");
    }
    var now = time.instant();
    if (doneAt != null && doneAt.isAfter(now)) {
      throw new Invalid("done_at", "must not be in the future");
    }
    var device = devices.in(member.farmId(), deviceId);
    var count = UsageRows.find(sql, List.of(deviceId)).get(deviceId);
    var line =
        new MaintenanceView(
            Ids.next(time),
            device.id(),
            doneAt == null ? now : doneAt,
            member.accountId(),
            note,
            count == null ? 0 : count.onMsAt(now),
            count == null ? 0 : count.cycles());
    sql.update(
        "insert into device_maintenance (id, farm_id, device_id, done_at, done_by, note, on_ms,"
            + " cycles, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        line.id(),
        member.farmId(),
        deviceId,
        line.doneAt(),
        line.doneBy(),
        note,
        line.onMs(),
        line.cycles(),
        now);
    audit.note(
        member.farmId(), member.accountId(), "device.maintained", deviceId, "looked after", origin);
    return line;
  }

  private List<MaintenanceView> lines(UUID deviceId, int limit, int offset) {
    return sql.query(SELECT, Maintenance::read, deviceId, limit, offset);
  }

  private static MaintenanceView read(ResultSet row) throws SQLException {
    return new MaintenanceView(
        Sql.uuid(row, "id"),
        Sql.uuid(row, "device_id"),
        Sql.instant(row, "done_at"),
        Sql.uuid(row, "done_by"),
        row.getString("note"),
        row.getLong("on_ms"),
        row.getLong("cycles"));
  }
}
