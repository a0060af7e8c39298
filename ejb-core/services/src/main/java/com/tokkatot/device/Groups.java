package com.tokkatot.device;

import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.farm.Member;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Ids;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The way in to groups of devices. Permissions have been checked at the door. */
@Stateless
public class Groups {

  /** Most groups of one farm: no more than it may have devices. Source: decisions.md D19. */
  static final int MOST = 100;

  private static final String SELECT =
      """
      select device_group.*,
             array(select device.id from device_group_member
                   join device on device.id = device_group_member.device_id
                   where device_group_member.group_id = device_group.id
                     and device.farm_id = device_group.farm_id and device.removed_at is null
                   order by device.id) as device_ids
      from device_group where farm_id = ?
      """;

  @Inject Sql sql;
  @Inject AuditLog audit;
  @Inject InstantSource time;

  /** All groups of the farm, by name. */
  public List<DeviceGroup> of(Member asking) {
    return sql.query(SELECT + " order by name, id", Groups::read, asking.farmId());
  }

  /**
   * One group.
   *
   * @throws NotFound if it is not on the farm ({@code GROUP_NOT_FOUND})
   */
  public DeviceGroup get(Member asking, UUID groupId) {
    return sql.query(SELECT + " and id = ?", Groups::read, asking.farmId(), groupId).stream()
        .findFirst()
        .orElseThrow(Groups::unknown);
  }

  /**
   * A new group.
   *
   * @throws Conflict if the farm has enough of them ({@code LIMIT_EXCEEDED})
   * @throws NotFound if one of the devices is not on the farm ({@code DEVICE_NOT_FOUND})
   */
  public DeviceGroup create(Member member, GroupDetails details, Origin origin) {
    Wiring.lockFarm(sql, member.farmId());
    if (of(member).size() >= MOST) {
      throw new Conflict("LIMIT_EXCEEDED", "a farm has at most " + MOST + " groups");
    }
    var id = Ids.next(time);
    sql.update(
        "insert into device_group (id, farm_id, name, created_at, updated_at)"
            + " values (?, ?, ?, ?, ?)",
        id,
        member.farmId(),
        details.name(),
        time.instant(),
        time.instant());
    put(member, id, details.deviceIds());
    note(member, "group.created", id, details, origin);
    return get(member, id);
  }

  /**
   * Renames a group, and says which devices are in it from now on.
   *
   * @throws NotFound if the group or one of the devices is not on the farm
   */
  public DeviceGroup change(
      Member member, UUID groupId, UnaryOperator<GroupDetails> change, Origin origin) {
    lock(member, groupId);
    var before = get(member, groupId);
    var after = change.apply(before.details());
    if (after.equals(before.details())) {
      return before;
    }
    sql.update(
        "update device_group set name = ?, updated_at = ? where id = ?",
        after.name(),
        time.instant(),
        groupId);
    sql.update("delete from device_group_member where group_id = ?", groupId);
    put(member, groupId, after.deviceIds());
    note(member, "group.changed", groupId, after, origin);
    return get(member, groupId);
  }

  /** Takes a group away; its devices stay. */
  public void remove(Member member, UUID groupId, Origin origin) {
    lock(member, groupId);
    var before = get(member, groupId);
    sql.update("delete from device_group where id = ?", groupId);
    note(member, "group.removed", groupId, before.details(), origin);
  }

  private void lock(Member member, UUID groupId) {
    if (sql.query(
            "select 1 from device_group where id = ? and farm_id = ? for update",
            row -> true,
            groupId,
            member.farmId())
        .isEmpty()) {
      throw unknown();
    }
  }

  private void put(Member member, UUID groupId, Collection<UUID> deviceIds) {
    var added =
        sql.update(
            "insert into device_group_member (group_id, device_id)"
                + " select ?, id from device where id = any(?) and farm_id = ?"
                + " and removed_at is null",
            groupId,
            deviceIds,
            member.farmId());
    if (added < deviceIds.size()) {
      throw Devices.unknown();
    }
  }

  private void note(Member member, String action, UUID id, GroupDetails details, Origin origin) {
    var reason = details.name() + ": " + details.deviceIds().size() + " devices";
    audit.note(member.farmId(), member.accountId(), action, id, reason, origin);
  }

  private static NotFound unknown() {
    return new NotFound("GROUP_NOT_FOUND", "no such group on this farm");
  }

  private static DeviceGroup read(ResultSet row) throws SQLException {
    return new DeviceGroup(
        Sql.uuid(row, "id"),
        row.getString("name"),
        List.of((UUID[]) row.getArray("device_ids").getArray()),
        Sql.instant(row, "created_at"),
        Sql.instant(row, "updated_at"));
  }
}
