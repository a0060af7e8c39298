package com.tokkatot.live;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

/**
 * Hands committed events to the feed. A plain bean: to call an observer that is an EJB, Payara
 * looks it up by name for every event.
 */
@ApplicationScoped
public class LiveTeller {

  @EJB LiveFeed feed;

  void tell(@Observes(during = TransactionPhase.AFTER_SUCCESS) LiveEventsWritten written) {
    feed.tell(written.events());
  }
}
