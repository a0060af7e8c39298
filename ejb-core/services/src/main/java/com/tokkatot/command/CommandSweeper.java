package com.tokkatot.command;

import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/**
 * Once a second: sends what was missed or not answered, gives up on what is too old. Runs on every
 * node of the cluster; the rows are leased, so none is worked on twice.
 */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CommandSweeper {

  @EJB CommandDispatcher dispatcher;

  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  void sweep() {
    dispatcher.tick();
  }
}
