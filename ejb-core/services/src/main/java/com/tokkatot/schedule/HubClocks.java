package com.tokkatot.schedule;

import com.tokkatot.alert.ClockAlerts;
import com.tokkatot.device.DigestHeard;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Whether hubs know the time, as they say in their digests. In the caller's transaction. */
@ApplicationScoped
public class HubClocks {

  @EJB ClockAlerts alerts;

  /** A hub that is away says nothing about its clock. */
  void hear(@Observes DigestHeard heard) {
    if (heard.digest().online()) {
      alerts.heard(heard.farmId(), heard.digest().clockUnknown());
    }
  }
}
