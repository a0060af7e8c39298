package com.tokkatot.account;

import com.tokkatot.shared.Upkeep;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Marks ended sessions once a second, forgets old failures once an hour; on every node. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AccountKeeper {

  @EJB SessionMemory memory;
  @Inject Lockout lockout;

  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  void markEnded() {
    Upkeep.attempt("marking ended sessions", memory::catchUp);
  }

  @Schedule(hour = "*", minute = "17", persistent = false)
  void forgetFailures() {
    Upkeep.attempt("forgetting old failures", lockout::forgetOld);
  }
}
