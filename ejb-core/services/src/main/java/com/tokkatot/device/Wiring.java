package com.tokkatot.device;

import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.UUID;

/** Which device is on which board, and whether there is room. In the caller's transaction. */
@Stateless
public class Wiring {

  /** Most devices of a farm. Source: decisions.md D19. */
  static final int MOST_ON_FARM = 100;

  @Inject Sql sql;

  /**
   * The place of a device, which stays until the transaction ends.
   *
   * @throws NotFound if it is not on the farm ({@code DEVICE_NOT_FOUND})
   */
  public DevicePlace lockedPlace(UUID farmId, UUID deviceId) {
    return sql
        .query(
            "select name, location, node_id, channel, coop_id from device"
                + " where id = ? and farm_id = ? and removed_at is null for no key update",
            row ->
                new DevicePlace(
                    row.getString("name"),
                    row.getString("location"),
                    Sql.uuid(row, "node_id"),
                    row.getObject("channel", Integer.class),
                    Sql.uuid(row, "coop_id")),
            deviceId,
            farmId)
        .stream()
        .findFirst()
        .orElseThrow(() -> new NotFound("DEVICE_NOT_FOUND", "no such device on this farm"));
  }

  /**
   * @throws NotFound if the coop is not on the farm ({@code COOP_NOT_FOUND})
   */
  public void checkCoop(UUID farmId, UUID coopId) {
    if (coopId != null
        && sql.query(
                "select 1 from coop where id = ? and farm_id = ? and removed_at is null",
                row -> true,
                coopId,
                farmId)
            .isEmpty()) {
      throw new NotFound("COOP_NOT_FOUND", "no such coop on this farm");
    }
  }

  /**
   * Sees that the board has room for this device; others who want it wait until the transaction
   * ends.
   *
   * @param channel null when nobody says
   * @throws NotFound if the node is not on the farm ({@code NODE_NOT_FOUND})
   * @throws Conflict if it is full ({@code LIMIT_EXCEEDED}) or the channel is taken ({@code
   *     DUPLICATE_RESOURCE})
   */
  public void checkFree(UUID farmId, UUID nodeId, Integer channel, UUID deviceId) {
    Nodes.lock(sql, farmId, nodeId);
    var others =
        sql.query(
            "select channel from device where node_id = ? and id <> ? and removed_at is null",
            row -> row.getInt("channel"),
            nodeId,
            deviceId);
    if (others.size() >= DevicePlace.CHANNELS) {
      throw new Conflict(
          "LIMIT_EXCEEDED", "a board carries at most " + DevicePlace.CHANNELS + " devices");
    }
    if (channel != null && others.contains(channel)) {
      throw new Conflict("DUPLICATE_RESOURCE", "this channel of the board is taken");
    }
  }

  /**
   * Sees that the farm has room for so many more; others who want it wait until the transaction
   * ends.
   *
   * @throws Conflict if it is full ({@code LIMIT_EXCEEDED})
   */
  public void checkRoom(UUID farmId, int more) {
    lockFarm(sql, farmId);
    var there =
        sql.query(
                "select count(*) as there from device where farm_id = ? and removed_at is null",
                row -> row.getInt("there"),
                farmId)
            .get(0);
    if (there + more > MOST_ON_FARM) {
      throw new Conflict("LIMIT_EXCEEDED", "a farm has at most " + MOST_ON_FARM + " devices");
    }
  }

  /** The devices of a board are in no group any more. */
  public void leaveGroups(UUID nodeId) {
    sql.update(
        "delete from device_group_member where device_id in"
            + " (select id from device where node_id = ?)",
        nodeId);
  }

  // The farm's row, after boards and devices: who tells of an event locks in the same order.
  static void lockFarm(Sql sql, UUID farmId) {
    sql.query("select 1 from farm where id = ? for no key update", row -> true, farmId);
  }
}
