package com.tokkatot.command;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

/**
 * Hands committed commands to the dispatcher. A plain bean: to call an observer that is an EJB,
 * Payara looks it up by name for every event.
 */
@ApplicationScoped
public class CommandHandOver {

  @EJB CommandDispatcher dispatcher;

  void handOver(@Observes(during = TransactionPhase.AFTER_SUCCESS) CommandRequested requested) {
    dispatcher.handOver(requested.command());
  }
}
