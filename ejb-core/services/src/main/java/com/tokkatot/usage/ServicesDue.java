package com.tokkatot.usage;

import com.tokkatot.device.DeviceKind;
import com.tokkatot.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Which devices have worked so much that their service is due. Source: {@link ServiceInterval}. */
@ApplicationScoped
public class ServicesDue {

  @Inject Sql sql;
  @Inject InstantSource time;

  /** Whether a device that is serviced by use is due now. */
  public record Machine(UUID farmId, UUID deviceId, boolean isDue) {}

  private record Row(UUID farmId, DeviceKind kind, UsageCount count, long onMs, long cycles) {}

  /** Of all active farms, every device that has ever worked. */
  public List<Machine> all() {
    var now = time.instant();
    var services = new ArrayList<Machine>();
    for (var row : rows()) {
      ServiceInterval.of(row.kind)
          .map(interval -> ServiceDue.of(interval, row.count, row.onMs, row.cycles, now))
          .ifPresent(
              due -> services.add(new Machine(row.farmId, row.count.deviceId(), due.isDue())));
    }
    return services;
  }

  private List<Row> rows() {
    return sql.query(
        """
        select device_usage.*, device.farm_id, device.kind,
          coalesce(last.on_ms, 0) as last_on_ms, coalesce(last.cycles, 0) as last_cycles
        from device_usage join device on device.id = device_usage.device_id
        join farm on farm.id = device.farm_id and farm.is_active
        left join lateral (select on_ms, cycles from device_maintenance
          where device_maintenance.device_id = device.id
          order by created_at desc, device_maintenance.id desc limit 1) last on true
        where device.removed_at is null order by device.id
        """,
        row ->
            new Row(
                Sql.uuid(row, "farm_id"),
                Sql.word(row, "kind", DeviceKind.class),
                UsageRows.read(row),
                row.getLong("last_on_ms"),
                row.getLong("last_cycles")));
  }
}
