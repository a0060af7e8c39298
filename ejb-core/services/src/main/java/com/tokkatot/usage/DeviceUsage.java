package com.tokkatot.usage;

import com.tokkatot.device.Devices;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** The way in to counts. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class DeviceUsage {

  @Inject Sql sql;
  @Inject InstantSource time;
  @EJB Devices devices;
  @EJB Maintenance maintenance;

  /**
   * How much a device has worked, and when its next service is due.
   *
   * @throws NotFound if it is not on the farm ({@code DEVICE_NOT_FOUND})
   */
  public UsageView of(UUID farmId, UUID deviceId) {
    var device = devices.in(farmId, deviceId);
    var now = time.instant();
    var found = UsageRows.find(sql, List.of(deviceId)).get(deviceId);
    var count = found == null ? UsageCount.begun(deviceId, now) : found;
    var last = maintenance.last(deviceId);
    var service =
        ServiceInterval.of(device.kind())
            .map(
                interval ->
                    ServiceDue.of(
                        interval,
                        count,
                        last.map(MaintenanceView::onMs).orElse(0L),
                        last.map(MaintenanceView::cycles).orElse(0L),
                        now))
            .orElse(null);
    return new UsageView(
        deviceId,
        ServiceDue.rounded(count.onMsAt(now) / 3_600_000.0),
        count.cycles(),
        count.onSince() != null,
        count.lastOnAt(),
        count.lastOffAt(),
        found == null ? null : count.since(),
        service);
  }
}
