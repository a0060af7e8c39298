package com.tokkatot.alert;

import com.tokkatot.alert.ThingAlerts.Thing;
import com.tokkatot.shared.Sql;
import com.tokkatot.usage.ServicesDue;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Alerts of devices that have worked so much that somebody should look after them. */
@Stateless
public class ServiceAlerts {

  @Inject Sql sql;
  @Inject InstantSource time;
  @Inject ServicesDue services;
  @Inject AlertNews news;

  /** One look at all farms; whoever notes that he has looked after a device ends its alert. */
  public void look() {
    var alerts = new ThingAlerts(sql, time);
    var changes = new ArrayList<AlertChange>();
    for (var device : services.all()) {
      var thing = Thing.device(device.farmId(), device.deviceId());
      changes.addAll(
          device.isDue()
              ? alerts.raise(thing, AlertType.SERVICE_DUE, "alert.serviceDue")
              : alerts.end(thing, List.of(AlertType.SERVICE_DUE)));
    }
    news.tell(changes);
  }
}
