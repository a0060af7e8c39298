package com.tokkatot.device;

import com.tokkatot.account.HubCaller;
import com.tokkatot.account.HubTokens;
import com.tokkatot.setting.HubWishes;
import com.tokkatot.shared.Sql;
import com.tokkatot.wire.ConfigMessage;
import com.tokkatot.wire.SnapshotMessage;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a hub has to know of its farm, signed. Source: wire.md, "Store and forward". */
@Stateless
public class HubSnapshots {

  @Inject Sql sql;
  @Inject HubTokens tokens;
  @Inject CoopStops coops;
  @Inject CoopAirs airs;
  @Inject Event<SnapshotMaking> making;

  /**
   * A snapshot.
   *
   * @param snapshotVersion grows with every change
   * @param jws the {@link SnapshotMessage}, as a compact JWS of our key set
   */
  public record Snapshot(long snapshotVersion, String jws) {}

  /** The version that is there now. */
  public long version(HubCaller hub) {
    return sql.query(
            "select snapshot_version from farm where id = ?", row -> row.getLong(1), hub.farmId())
        .get(0);
  }

  /** The newest snapshot; at least as new as {@link #version} said before. */
  public Snapshot of(HubCaller hub) {
    // Read first: a change that comes meanwhile is then fetched again, never missed.
    var version = version(hub);
    var asked = new SnapshotMaking(hub.farmId());
    making.fire(asked);
    var message =
        new SnapshotMessage(
            hub.hubId(),
            hub.farmId(),
            version,
            devices(hub.farmId()),
            coops.of(hub.farmId()),
            asked.schedules(),
            airs.of(hub.farmId()),
            HubWishes.of(sql, hub.farmId()),
            asked.alerts());
    return new Snapshot(version, tokens.sign("tokkatot-snapshot", message.toBytes()));
  }

  private record Row(UUID deviceId, long version, Instant at, String name, double value) {}

  private List<ConfigMessage> devices(UUID farmId) {
    var rows =
        sql.query(
            """
            select device.id, device_config.version, device_config.changed_at, named.name,
                   named.value
            from device
            join device_config on device_config.device_id = device.id
              and device_config.version = device.config_version
            join device_config_value named on named.device_id = device.id
              and named.version = device.config_version
            where device.farm_id = ? and device.removed_at is null
            order by device.id, named.name
            """,
            row ->
                new Row(
                    Sql.uuid(row, "id"),
                    row.getLong("version"),
                    Sql.instant(row, "changed_at"),
                    row.getString("name"),
                    row.getDouble("value")),
            farmId);
    var messages = new ArrayList<ConfigMessage>();
    var values = new HashMap<UUID, Map<String, Double>>();
    for (var row : rows) {
      values.computeIfAbsent(row.deviceId, id -> new HashMap<>()).put(row.name, row.value);
    }
    for (var row : rows) {
      var all = values.remove(row.deviceId);
      if (all != null) {
        messages.add(new ConfigMessage(row.deviceId, row.version, row.at, all));
      }
    }
    return messages;
  }
}
