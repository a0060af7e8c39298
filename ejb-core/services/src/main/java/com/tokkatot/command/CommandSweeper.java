package com.tokkatot.command;

import com.tokkatot.shared.Upkeep;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.InstantSource;

/**
 * Once a second: sends what was missed or not answered, gives up on what is too old. Runs on every
 * node of the cluster; the rows are leased, so none is worked on twice.
 */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CommandSweeper {

  @EJB CommandOutbox outbox;
  @EJB CommandDispatcher dispatcher;
  @Inject InstantSource time;

  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  void sweep() {
    Upkeep.attempt("giving up on old commands", () -> outbox.giveUp(time.instant()));
    Upkeep.attempt("looking for missed commands", dispatcher::catchUp);
  }
}
