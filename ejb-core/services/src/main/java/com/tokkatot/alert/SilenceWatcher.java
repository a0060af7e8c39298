package com.tokkatot.alert;

import com.tokkatot.shared.Upkeep;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/** Looks every half minute for what has been silent, or unseen, too long. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SilenceWatcher {

  @EJB SilenceAlerts alerts;
  @EJB AlertRepeats repeats;

  @Schedule(hour = "*", minute = "*", second = "*/30", persistent = false)
  void watch() {
    Upkeep.attempt("looking for silent boards and farms", alerts::look);
    Upkeep.attempt("telling again what nobody has seen", repeats::look);
  }
}
