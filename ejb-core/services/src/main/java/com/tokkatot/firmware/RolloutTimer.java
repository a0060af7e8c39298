package com.tokkatot.firmware;

import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;

/**
 * Every two seconds, and every minute for what is told ahead. A bean of its own: see {@code
 * StopTimer} of stops.
 */
@Singleton
public class RolloutTimer {

  @EJB OfferSender sender;
  @EJB NightNotices nights;

  @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
  void moveOn() {
    sender.sendDue();
  }

  @Schedule(hour = "*", minute = "*", second = "45", persistent = false)
  void tellAhead() {
    nights.look();
  }
}
