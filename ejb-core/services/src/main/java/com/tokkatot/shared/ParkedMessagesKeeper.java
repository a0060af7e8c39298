package com.tokkatot.shared;

import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/** Keeps the parked messages few, once a minute. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ParkedMessagesKeeper {

  @EJB ParkedMessages parked;

  @Schedule(hour = "*", minute = "*", persistent = false)
  void keepFew() {
    Upkeep.attempt("forgetting old parked messages", parked::forgetOldOnes);
  }
}
