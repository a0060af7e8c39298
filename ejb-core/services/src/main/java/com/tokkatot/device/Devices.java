package com.tokkatot.device;

import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import com.tokkatot.wire.DeviceState;
import com.tokkatot.wire.StatusMessage;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Finds devices. Callers have checked that the farm is theirs. Each look is one statement, so none
 * needs a transaction.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class Devices {

  private static final String SELECT =
      """
      select device.*, coop.name as coop_name,
             coalesce(node.is_online and hub.is_online, false) as is_online,
             node.hardware_id, node.board, node.firmware_version,
             case when node.is_online then hub.last_seen_at else node.presence_at end as heard_at,
             device.kind in (%s) and exists (select 1 from emergency_stop stop
               where stop.farm_id = device.farm_id and stop.state <> 'released'
                 and ((stop.node_ids is null and stop.device_ids is null)
                   or device.node_id = any(stop.node_ids) or device.id = any(stop.device_ids))
                 and not (device.kind = 'fan' and stop.fans_free)) as is_stopped
      from device
      join node on node.id = device.node_id
      left join coop on coop.id = device.coop_id
      left join hub on hub.farm_id = device.farm_id
      """
          .formatted(DeviceKind.STOPPABLE);

  @Inject Sql sql;

  /** All devices of a farm, by node and name. */
  public List<Device> of(UUID farmId) {
    return sql.query(
        SELECT
            + " where device.farm_id = ? and device.removed_at is null order by node.name, device.id",
        Devices::read,
        farmId);
  }

  /** Those of these devices that are there, wherever they stand. */
  public List<Device> all(Collection<UUID> deviceIds) {
    return sql.query(
        SELECT + " where device.id = any(?) and device.removed_at is null",
        Devices::read,
        deviceIds);
  }

  /**
   * One device of a farm.
   *
   * @throws NotFound if it is not there ({@code DEVICE_NOT_FOUND})
   */
  public Device in(UUID farmId, UUID deviceId) {
    return sql
        .query(
            SELECT + " where device.farm_id = ? and device.id = ? and device.removed_at is null",
            Devices::read,
            farmId,
            deviceId)
        .stream()
        .findFirst()
        .orElseThrow(Devices::unknown);
  }

  /**
   * The farm a device stands on.
   *
   * @throws NotFound if there is no such device ({@code DEVICE_NOT_FOUND})
   */
  public UUID farmOf(UUID deviceId) {
    var farm = farmsOf(List.of(deviceId)).get(deviceId);
    if (farm == null) {
      throw unknown();
    }
    return farm;
  }

  /**
   * The farm of each of these devices; unknown ones are left out. Removed ones are not: what they
   * measured before still comes in.
   */
  public Map<UUID, UUID> farmsOf(Collection<UUID> deviceIds) {
    var farms = new HashMap<UUID, UUID>();
    sql.query(
            "select id, farm_id from device where id = any(?)",
            row -> Map.entry(Sql.uuid(row, "id"), Sql.uuid(row, "farm_id")),
            deviceIds)
        .forEach(entry -> farms.put(entry.getKey(), entry.getValue()));
    return farms;
  }

  /** A device and what it is called. */
  public record Named(UUID id, String name) {}

  /** What these devices are called, the removed among them too. */
  public List<Named> namesOf(Collection<UUID> deviceIds) {
    return sql.query(
        "select id, name from device where id = any(?)",
        row -> new Named(Sql.uuid(row, "id"), row.getString("name")),
        deviceIds);
  }

  /** What is said of a device that is not there, or on another farm. */
  public static NotFound unknown() {
    return new NotFound("DEVICE_NOT_FOUND", "no such device on this farm");
  }

  private static Device read(ResultSet row) throws SQLException {
    return new Device(
        Sql.uuid(row, "id"),
        Sql.uuid(row, "farm_id"),
        Sql.uuid(row, "coop_id"),
        row.getString("coop_name"),
        Sql.uuid(row, "node_id"),
        row.getString("name"),
        Sql.word(row, "kind", DeviceKind.class),
        row.getString("type"),
        row.getBoolean("is_online"),
        Sql.word(row, "state", DeviceState.class),
        Sql.number(row, "value"),
        Sql.instant(row, "state_at"),
        Sql.word(row, "triggered_by", StatusMessage.Trigger.class),
        Sql.instant(row, "off_at"),
        Sql.instant(row, "manual_until"),
        row.getObject("channel", Integer.class),
        row.getString("location"),
        row.getBoolean("is_stopped"),
        new Device.Board(
            row.getString("hardware_id"),
            row.getString("board"),
            row.getString("firmware_version"),
            Sql.instant(row, "heard_at")),
        Sql.instant(row, "created_at"),
        Sql.instant(row, "updated_at"));
  }
}
