package com.tokkatot.device;

import com.tokkatot.shared.Sql;
import com.tokkatot.shared.Upkeep;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.time.Period;
import java.time.ZoneOffset;

/** Keeps what devices said for five years. Source: requirements.md 3.9 and 7 (events, 5 years). */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class StatusKeeper {

  static final Period KEPT = Period.ofYears(5);

  @Inject Sql sql;
  @Inject InstantSource time;

  @Schedule(hour = "*", minute = "37", persistent = false)
  void keep() {
    Upkeep.attempt("forgetting old statuses", this::forget);
  }

  void forget() {
    var before = time.instant().atOffset(ZoneOffset.UTC).minus(KEPT).toInstant();
    Upkeep.removeOld(sql, "device_status", "at", before);
  }
}
