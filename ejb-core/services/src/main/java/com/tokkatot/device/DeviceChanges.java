package com.tokkatot.device;

import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.farm.Member;
import com.tokkatot.farm.Permission;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Renames and moves devices. Permissions have been checked at the door. */
@Stateless
public class DeviceChanges {

  private static final Set<String> ANYBODYS = Set.of("name", "location");
  private static final Set<String> STAFFS =
      Set.of("name", "location", "node_id", "channel", "coop_id");

  @Inject Sql sql;
  @Inject AuditLog audit;
  @Inject InstantSource time;
  @Inject SnapshotVersions snapshots;
  @EJB Devices devices;
  @EJB Wiring wiring;

  /**
   * Changes what a device is called and where it is; whoever installs also what it is wired to and
   * the coop. A device that changes its board keeps its id and history; what it is now is unknown
   * until the new board has spoken.
   *
   * @param fields what is to be changed, as JSON spells it
   * @throws Conflict if one of the fields is not the member's to change ({@code DEVICE_READ_ONLY}),
   *     or the board is full or its channel taken ({@code LIMIT_EXCEEDED}, {@code
   *     DUPLICATE_RESOURCE})
   * @throws NotFound if device, node or coop are not on the farm
   * @throws Invalid naming the field that is wrong
   */
  public Device change(
      Member member,
      UUID deviceId,
      Collection<String> fields,
      UnaryOperator<DevicePlace> change,
      Origin origin) {
    check(fields, member.may(Permission.INSTALL_DEVICES) ? STAFFS : ANYBODYS);
    var before = wiring.lockedPlace(member.farmId(), deviceId);
    var after = change.apply(before);
    if (after.equals(before)) {
      return devices.in(member.farmId(), deviceId);
    }
    if (!Objects.equals(after.coopId(), before.coopId())) {
      wiring.checkCoop(member.farmId(), after.coopId());
    }
    var isRewired = !after.nodeId().equals(before.nodeId());
    if (isRewired || !Objects.equals(after.channel(), before.channel())) {
      wiring.checkFree(member.farmId(), after.nodeId(), after.channel(), deviceId);
    }
    sql.update(
        "update device set name = ?, location = ?, node_id = ?, channel = ?, coop_id = ?,"
            + " updated_at = ? where id = ?",
        after.name(),
        after.location(),
        after.nodeId(),
        after.channel(),
        after.coopId(),
        time.instant(),
        deviceId);
    if (isRewired) {
      // Another board counts its messages in another way, so the old order key says nothing.
      sql.update(
          "update device set previous_state = state, state = 'unknown', value = null,"
              + " triggered_by = null, state_at = null, off_at = null, incarnation = 0, boot = 0,"
              + " config_acknowledged = 0,"
              + " seq = -1 where id = ?",
          deviceId);
    }
    var isMove =
        isRewired
            || !Objects.equals(after.coopId(), before.coopId())
            || !Objects.equals(after.channel(), before.channel());
    audit.note(
        member.farmId(),
        member.accountId(),
        isMove ? "device.moved" : "device.renamed",
        deviceId,
        "changed " + String.join(", ", fields.stream().sorted().toList()),
        origin);
    if (isMove) {
      snapshots.next(member.farmId());
    }
    return devices.in(member.farmId(), deviceId);
  }

  private static void check(Collection<String> fields, Set<String> allowed) {
    for (var field : fields) {
      if (!allowed.contains(field)) {
        throw new Conflict(
            "DEVICE_READ_ONLY", field + " is not yours to change", Map.of("field", field));
      }
    }
  }
}
