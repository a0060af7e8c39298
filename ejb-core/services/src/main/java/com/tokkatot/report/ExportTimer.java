package com.tokkatot.report;

import com.tokkatot.shared.Upkeep;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/** Looks every five minutes which exports are due, and once a day which files are old. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ExportTimer {

  @EJB KeptExports kept;

  @Schedule(hour = "*", minute = "*/5", second = "40", persistent = false)
  void make() {
    Upkeep.attempt(
        "making planned exports",
        () -> {
          while (kept.makeNext()) {
            // The next one.
          }
        });
  }

  @Schedule(hour = "19", minute = "20", timezone = "UTC", persistent = false)
  void forget() {
    Upkeep.attempt(
        "taking away old exports",
        () -> {
          while (kept.forgetOld()) {
            // The next few.
          }
        });
  }
}
