package com.tokkatot.mqtt.rar;

import com.tokkatot.mqtt.rar.RealContainer.Fate;
import com.tokkatot.mqtt.rar.RealContainer.Step;
import com.tokkatot.mqtt.rar.RealContainer.Transaction;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;

/** A database that lets down a share of all transactions, each in one of the ways there are. */
final class RandomFate implements Fate {

  /** Ways to fail; all are real for PostgreSQL but the first. */
  enum Failure {
    THE_BEAN_THROWS,
    ROLLED_BACK_IN_SILENCE,
    DEADLOCK,
    CONSTRAINT_AT_COMMIT,
    CONNECTION_LOST
  }

  private final TestStore store;
  private final Random random;
  private final double share;
  private final Set<Failure> seen = EnumSet.noneOf(Failure.class);
  private int left;

  /**
   * @param share of transactions that fail, 0 to 1
   * @param most failures; then all goes well, so that a run has an end
   */
  RandomFate(TestStore store, long seed, double share, int most) {
    this.store = store;
    this.random = new Random(seed);
    this.share = share;
    this.left = most;
  }

  synchronized Set<Failure> seen() {
    return EnumSet.copyOf(seen);
  }

  @Override
  public synchronized void at(Step step, Transaction transaction) throws SQLException {
    if (step != Step.AFTER_STATEMENTS || left == 0 || random.nextDouble() >= share) {
      return;
    }
    left--;
    var failure = Failure.values()[random.nextInt(Failure.values().length)];
    seen.add(failure);
    play(failure, transaction);
  }

  private void play(Failure failure, Transaction transaction) throws SQLException {
    switch (failure) {
      case THE_BEAN_THROWS -> throw new IllegalArgumentException("no such device");
      case ROLLED_BACK_IN_SILENCE -> transaction.rollbackOnly = true;
      case DEADLOCK ->
          execute(
              transaction,
              "do $$ begin raise exception 'deadlock' using errcode = '40P01'; end $$");
      case CONSTRAINT_AT_COMMIT -> execute(transaction, "insert into late values (1)");
      case CONNECTION_LOST -> terminate(transaction);
    }
  }

  private void terminate(Transaction transaction) throws SQLException {
    int backend;
    try (var statement = transaction.connection.createStatement();
        var row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      backend = row.getInt(1);
    }
    try (var other = DriverManager.getConnection(store.url());
        var statement = other.createStatement()) {
      statement.execute("select pg_terminate_backend(" + backend + ", 5000)");
    }
  }

  private static void execute(Transaction transaction, String sql) throws SQLException {
    try (var statement = transaction.connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
