package com.tokkatot.device;

import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.farm.Member;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Ids;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.UUID;

/** Wires devices to boards and takes them away. Permissions have been checked at the door. */
@Stateless
public class DeviceRegistry {

  @Inject Sql sql;
  @Inject AuditLog audit;
  @Inject InstantSource time;
  @Inject SnapshotVersions snapshots;
  @EJB Devices devices;
  @EJB Wiring wiring;

  /**
   * A new device on a board of the member's farm; unknown until it has spoken.
   *
   * @throws NotFound if node or coop are not on the farm
   * @throws Conflict if board or farm are full ({@code LIMIT_EXCEEDED}) or the channel is taken
   *     ({@code DUPLICATE_RESOURCE})
   */
  public Device install(
      Member member, DeviceKind kind, DeviceType type, DevicePlace place, Origin origin) {
    var id = Ids.next(time);
    wiring.checkFree(member.farmId(), place.nodeId(), place.channel(), id);
    wiring.checkCoop(member.farmId(), place.coopId());
    wiring.checkRoom(member.farmId(), 1);
    sql.update(
        "insert into device (id, farm_id, coop_id, node_id, channel, name, location, kind, type,"
            + " created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        id,
        member.farmId(),
        place.coopId(),
        place.nodeId(),
        place.channel(),
        place.name(),
        place.location(),
        kind,
        type,
        time.instant(),
        time.instant());
    note(member, "device.installed", id, place.name(), origin);
    snapshots.next(member.farmId());
    return devices.in(member.farmId(), id);
  }

  /**
   * Takes a device away; what it did and measured is kept.
   *
   * @throws NotFound if it is not on the farm ({@code DEVICE_NOT_FOUND})
   */
  public void remove(Member member, UUID deviceId, Origin origin) {
    var place = wiring.lockedPlace(member.farmId(), deviceId);
    sql.update("delete from device_group_member where device_id = ?", deviceId);
    sql.update("update device set removed_at = ? where id = ?", time.instant(), deviceId);
    note(member, "device.removed", deviceId, place.name(), origin);
    snapshots.next(member.farmId());
  }

  private void note(Member member, String action, UUID id, String said, Origin origin) {
    audit.note(member.farmId(), member.accountId(), action, id, said, origin);
  }
}
