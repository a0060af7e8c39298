package com.tokkatot.local;

import com.tokkatot.local.client.Api;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** The stack's farms and their owner, and when during a start each part can be made. */
final class DemoFarms {

  /** SQL states of a missing table, a missing column, a lock that is held, and a deadlock. */
  private static final Set<String> NOT_YET = Set.of("42P01", "42703", "55P03", "40P01");

  private static final String ACCOUNT = "account.demo";

  private final PostgresServer postgres;
  private final Notebook ids;
  private final List<FarmPlan> farms;
  private final DemoData data;

  DemoFarms(PostgresServer postgres, Notebook ids, List<FarmPlan> farms, DemoData data) {
    this.postgres = postgres;
    this.ids = ids;
    this.farms = farms;
    this.data = data;
  }

  /** Whether the farms are there now; false while the application has not made its tables. */
  boolean insert() {
    try (var connection = postgres.connect()) {
      if (isMigrating(connection)) {
        return false;
      }
      giveWay(connection);
      data.insert(connection, farms);
      return true;
    } catch (SQLException e) {
      if (NOT_YET.contains(e.getSQLState())) {
        return false;
      }
      throw new StackFailed("The demo farms do not fit the tables: " + e.getMessage(), e);
    }
  }

  /**
   * Whoever writes rows while Flyway alters their tables may end in a deadlock, and Flyway loses.
   */
  private static boolean isMigrating(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select 1 from pg_locks where locktype = 'advisory'")) {
      return rows.next();
    }
  }

  /** Flyway may begin with the next migration at any moment; then it is we who try again. */
  private static void giveWay(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("set lock_timeout = '50ms'");
    }
  }

  /** Gives the farms to their owner, whose account is made when there is none. */
  void give(Api api, Outbox outbox, Credentials owner) {
    var known = ids.find(ACCOUNT);
    if (known.isPresent() && give(known.get())) {
      return;
    }
    var account = new DemoOwner(api, outbox, owner).account();
    ids.put(ACCOUNT, account);
    if (!give(account)) {
      throw new StackFailed("The demo owner's account is gone again");
    }
  }

  private boolean give(String account) {
    try (var connection = postgres.connect()) {
      return data.give(connection, farms, account);
    } catch (SQLException e) {
      throw new StackFailed("The demo farms cannot be given away: " + e.getMessage(), e);
    }
  }
}
