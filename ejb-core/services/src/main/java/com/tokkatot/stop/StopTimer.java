package com.tokkatot.stop;

import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;

/**
 * Once a second. A bean of its own, because Payara runs a timer's method in a transaction whatever
 * its class says: rows leased there would stay locked while the broker is waited for.
 */
@Singleton
public class StopTimer {

  @EJB StopSender sender;

  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  void sendAgain() {
    sender.sendDue();
  }
}
