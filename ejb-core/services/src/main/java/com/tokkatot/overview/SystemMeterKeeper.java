package com.tokkatot.overview;

import com.tokkatot.shared.Upkeep;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/** Has the system measured every minute. */
@Singleton
@Startup
@DependsOn("Migration")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SystemMeterKeeper {

  @EJB SystemMeter meter;

  @Schedule(hour = "*", minute = "*", second = "5", persistent = false)
  void measure() {
    Upkeep.attempt("measuring the system", meter::measure);
  }

  @Schedule(hour = "*", minute = "47", persistent = false)
  void forget() {
    Upkeep.attempt("forgetting how the system did", meter::forget);
  }
}
