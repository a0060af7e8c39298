package com.tokkatot.device;

import com.tokkatot.shared.Upkeep;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/** Looks every ten seconds for hubs that fell silent. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PresenceWatcher {

  @EJB Presence presence;

  @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
  void watch() {
    Upkeep.attempt("looking for silent hubs", presence::noticeSilence);
  }
}
