package com.tokkatot.sync;

import com.tokkatot.shared.Upkeep;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/**
 * Looks every ten minutes whose hour is over; each hub is looked at in a transaction of its own.
 */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class JournalAuditor {

  @EJB JournalAudit journals;

  @Schedule(hour = "*", minute = "*/10", persistent = false)
  void watch() {
    Upkeep.attempt(
        "counting the events of hubs",
        () ->
            journals
                .due()
                .forEach(
                    hub -> Upkeep.attempt("counting a hub's events", () -> journals.look(hub))));
  }
}
