package com.tokkatot.shared;

import jakarta.ejb.EJBException;

/**
 * Work that comes again and again by itself. A timer whose method fails twice in a row is thrown
 * away by Payara for good, so no failure may leave one: the next turn tries again.
 */
public final class Upkeep {

  private static final System.Logger LOG = System.getLogger(Upkeep.class.getName());

  private Upkeep() {}

  /**
   * Runs it, and says so when the database, or what else it needs, is away.
   *
   * @param what for people, for example {@code looking for missed commands}
   */
  public static void attempt(String what, Runnable work) {
    try {
      work.run();
    } catch (EJBException | Sql.SqlFailure | Unavailable e) {
      LOG.log(System.Logger.Level.WARNING, "{0} has to wait: {1}", what, e.getMessage());
    }
  }
}
