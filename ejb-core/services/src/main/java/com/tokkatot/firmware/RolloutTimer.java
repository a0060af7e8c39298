package com.tokkatot.firmware;

import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;

/** Every two seconds. A bean of its own: see {@code StopTimer} of stops. */
@Singleton
public class RolloutTimer {

  @EJB OfferSender sender;

  @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
  void moveOn() {
    sender.sendDue();
  }
}
