package com.tokkatot.edge.journal;

import java.sql.SQLException;

/** One piece of work on the writer's thread, inside a transaction. */
@FunctionalInterface
public interface Step {

  /** An effect that does nothing. */
  Runnable NOTHING = () -> {};

  /**
   * Reads and writes the store. It may be run again if its transaction was rolled back, so it
   * changes nothing else.
   *
   * @return what to do after the commit, on the same thread; must not block
   */
  Runnable in(Store store) throws SQLException;
}
