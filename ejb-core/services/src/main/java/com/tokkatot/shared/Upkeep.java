package com.tokkatot.shared;

import jakarta.ejb.EJBException;
import java.time.Instant;

/**
 * Work that comes again and again by itself. A timer whose method fails twice in a row is thrown
 * away by Payara for good, so no failure may leave one: the next turn tries again.
 */
public final class Upkeep {

  private static final System.Logger LOG = System.getLogger(Upkeep.class.getName());

  private static final int BITE = 10_000;

  private Upkeep() {}

  /**
   * Takes old rows away, a bite at a time, so that nobody waits long for a lock.
   *
   * @param table and {@code column}: names of ours, never what somebody sent
   * @param before what is older goes
   */
  public static void removeOld(Sql sql, String table, String column, Instant before) {
    var bite =
        "delete from %1$s where ctid = any(array(select ctid from %1$s where %2$s < ? limit %3$d))"
            .formatted(table, column, BITE);
    while (sql.update(bite, before) == BITE) {
      // The next one.
    }
  }

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
