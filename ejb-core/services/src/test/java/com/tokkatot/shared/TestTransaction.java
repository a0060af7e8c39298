package com.tokkatot.shared;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;

/** Runs work in one transaction of the test database, as the container does for a door. */
public final class TestTransaction {

  private TestTransaction() {}

  /** Commits when the work returns, rolls back when it throws. */
  public static <T> T run(Function<Sql, T> work) {
    return run(TestDatabase.sql(), work);
  }

  /** The same in another database. */
  public static <T> T run(Sql database, Function<Sql, T> work) {
    try (var connection = database.open()) {
      connection.setAutoCommit(false);
      var lasting = lasting(connection);
      var sql = Sql.over(() -> lasting);
      var committed = false;
      try {
        var result = work.apply(sql);
        connection.commit();
        committed = true;
        return result;
      } finally {
        if (!committed) {
          connection.rollback();
        }
      }
    } catch (SQLException e) {
      throw new Sql.SqlFailure("transaction", e);
    }
  }

  // Statements close their connection; this one ends with the transaction.
  private static Connection lasting(Connection connection) {
    return (Connection)
        proxy(
            Connection.class,
            (method, arguments) ->
                method.getName().equals("close") ? null : method.invoke(connection, arguments));
  }

  private interface Answer {
    Object to(java.lang.reflect.Method method, Object[] arguments) throws Exception;
  }

  private static Object proxy(Class<?> type, Answer answer) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (self, method, arguments) -> {
          try {
            return answer.to(method, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }
}
