package com.tokkatot.alert;

import com.tokkatot.shared.Upkeep;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/** Looks every minute whose siren is to be tested, and whose was. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SirenWatcher {

  @EJB SirenTests tests;

  @Schedule(hour = "*", minute = "*", second = "20", persistent = false)
  void watch() {
    Upkeep.attempt("asking for tests of sirens", tests::look);
  }
}
