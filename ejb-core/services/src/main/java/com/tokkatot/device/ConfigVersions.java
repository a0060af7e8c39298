package com.tokkatot.device;

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
import java.util.List;
import java.util.UUID;

/** Who set a device to what, and when. Permissions have been checked at the door. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class ConfigVersions {

  /** Most versions of one answer. */
  public static final int MAX_LIMIT = 100;

  @Inject Sql sql;
  @EJB Devices devices;

  /**
   * One version.
   *
   * @param changedBy whose account
   * @param changedByName null if that account is gone
   * @param reason in people's words, or null
   * @param isBackedUp whether it lies in the object store as well
   * @param values what was set; the rest was as usual
   */
  public record VersionView(
      long version,
      Instant changedAt,
      UUID changedBy,
      String changedByName,
      String reason,
      boolean isBackedUp,
      List<ConfigValue> values) {}

  /** Versions of what a device is set to, the newest first. */
  public record VersionList(List<VersionView> versions, long total, int limit, int offset) {}

  /**
   * All versions, the newest first.
   *
   * @throws NotFound if the device is not on the farm ({@code DEVICE_NOT_FOUND})
   * @throws Invalid if limit or offset is out of range
   */
  public VersionList of(Member asking, UUID deviceId, int limit, int offset) {
    Page.check(limit, MAX_LIMIT, offset);
    devices.in(asking.farmId(), deviceId);
    var rows = new ConfigRows(sql);
    var found =
        sql.query(
            "select config.*, account.name as changed_by_name from device_config config"
                + " left join account on account.id = changed_by and deleted_at is null"
                + " where device_id = ? order by version desc limit ? offset ?",
            row ->
                new VersionView(
                    row.getLong("version"),
                    Sql.instant(row, "changed_at"),
                    Sql.uuid(row, "changed_by"),
                    row.getString("changed_by_name"),
                    row.getString("reason"),
                    row.getString("backup_key") != null,
                    List.of()),
            deviceId,
            limit,
            offset);
    var total =
        sql.query(
                "select count(*) from device_config where device_id = ?",
                row -> row.getLong(1),
                deviceId)
            .get(0);
    return new VersionList(
        found.stream().map(one -> with(one, rows.of(deviceId, one.version()))).toList(),
        total,
        limit,
        offset);
  }

  private static VersionView with(VersionView one, List<ConfigValue> values) {
    return new VersionView(
        one.version,
        one.changedAt,
        one.changedBy,
        one.changedByName,
        one.reason,
        one.isBackedUp,
        values);
  }
}
