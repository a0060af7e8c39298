package com.tokkatot.alert;

import com.tokkatot.alert.ThingAlerts.Thing;
import com.tokkatot.device.StatusesObserved;
import com.tokkatot.shared.Sql;
import com.tokkatot.wire.DeviceState;
import com.tokkatot.wire.StatusMessage;
import com.tokkatot.wire.StatusMessage.CommandError;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Alerts of devices that say themselves that they cannot: jammed, overloaded, broken. Only what a
 * device said last counts; it is well when it has switched on or done what it was asked.
 */
@ApplicationScoped
public class FaultAlerts {

  private static final List<AlertType> FAULTS =
      List.of(AlertType.DEVICE_JAMMED, AlertType.DEVICE_FAULT);

  @Inject Sql sql;
  @Inject InstantSource time;
  @Inject AlertNews news;

  private record Known(UUID id, UUID farmId, boolean isFan) {}

  // After the others: to tell locks the farm, which they lock last.
  void heard(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) StatusesObserved observed) {
    var last = new LinkedHashMap<UUID, StatusMessage>();
    observed.newer().forEach(status -> last.put(status.deviceId(), status));
    last.values().removeIf(status -> !isFault(status) && !isWell(status));
    if (last.isEmpty()) {
      return;
    }
    var alerts = new ThingAlerts(sql, time);
    var changes = new ArrayList<AlertChange>();
    for (var device : known(last.keySet().stream().toList())) {
      var status = last.get(device.id);
      var thing = Thing.device(device.farmId, device.id);
      if (isFault(status)) {
        changes.addAll(raise(alerts, device, thing, status));
      } else {
        changes.addAll(alerts.end(thing, FAULTS));
      }
    }
    news.tell(changes);
  }

  private List<AlertChange> raise(
      ThingAlerts alerts, Known device, Thing thing, StatusMessage status) {
    var type =
        status.error() == CommandError.JAM ? AlertType.DEVICE_JAMMED : AlertType.DEVICE_FAULT;
    return alerts.raise(
        thing,
        type,
        // Birds die in still air.
        device.isFan ? "critical" : type.severity(),
        type == AlertType.DEVICE_JAMMED ? "alert.deviceJammed" : "alert.deviceFault",
        status.error().name().toLowerCase(Locale.ROOT),
        notAhead(status.timestamp()));
  }

  private Instant notAhead(Instant said) {
    var now = time.instant();
    return said.isAfter(now) ? now : said;
  }

  private List<Known> known(List<UUID> devices) {
    return sql.query(
        "select id, farm_id, kind = 'fan' as is_fan from device"
            + " where id = any(?) and removed_at is null order by id",
        row -> new Known(Sql.uuid(row, "id"), Sql.uuid(row, "farm_id"), row.getBoolean("is_fan")),
        devices);
  }

  private static boolean isFault(StatusMessage status) {
    if (status.error() == null) {
      return false;
    }
    return switch (status.error()) {
      case JAM, OVERLOAD, HARDWARE, SENSOR -> true;
      // The order was at fault, or the device protects itself or others.
      case INVALID_COMMAND, EXPIRED, INTERLOCK, STOPPED -> false;
    };
  }

  private static boolean isWell(StatusMessage status) {
    return status.error() == null
        && (status.state() == DeviceState.ON || status.commandId() != null);
  }
}
