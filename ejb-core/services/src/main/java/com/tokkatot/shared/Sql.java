package com.tokkatot.shared;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.postgresql.core.BaseConnection;

/**
 * SQL in the caller's transaction, for what JPA does badly: batches, locks and projections.
 *
 * <p>Arguments may be null, text, numbers, booleans, bytes, {@link UUID}, {@link Instant}, an enum
 * (its lower-case name), a collection of UUIDs (a {@code uuid[]}), many numbers ({@code long[]},
 * {@code double[]}) or {@link #columns} of many rows. Every failure leaves as an unchecked {@link
 * SqlFailure}, so that nobody can swallow it and commit half a batch.
 */
@ApplicationScoped
public class Sql {

  /** Reads one row. */
  @FunctionalInterface
  public interface RowReader<T> {
    /** Reads the row the result set stands on. */
    T read(ResultSet row) throws SQLException;
  }

  /** One value of each of many rows, for {@code unnest}. */
  private record Column(String type, Object[] values) {}

  /** The database refused or was away; the transaction must roll back. */
  public static final class SqlFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SqlFailure(String sql, SQLException cause) {
      super(cause.getMessage() + " in: " + sql, cause);
    }
  }

  /** Where statements find a connection; they close it. */
  @FunctionalInterface
  public interface Connections {
    /** A connection, ready to be used. */
    Connection open() throws SQLException;
  }

  @Resource(lookup = Database.NAME)
  DataSource database;

  private final ThreadLocal<Connection> held = new ThreadLocal<>();
  private Connections connections;

  /** Statements without a container, for tools: each commits by itself. */
  public static Sql over(Connections connections) {
    var sql = new Sql();
    sql.connections = connections;
    return sql;
  }

  /** All rows of a query. */
  public <T> List<T> query(String sql, RowReader<T> reader, Object... arguments) {
    return run(
        sql,
        connection -> {
          try (var statement = prepared(connection, sql, arguments);
              var rows = statement.executeQuery()) {
            var result = new ArrayList<T>();
            while (rows.next()) {
              result.add(reader.read(rows));
            }
            return result;
          }
        });
  }

  /** Number of rows changed. */
  public int update(String sql, Object... arguments) {
    return run(
        sql,
        connection -> {
          try (var statement = prepared(connection, sql, arguments)) {
            return statement.executeUpdate();
          }
        });
  }

  /** Runs one statement for each row of arguments, in one round trip. */
  public void batch(String sql, List<Object[]> rows) {
    if (rows.isEmpty()) {
      return;
    }
    run(
        sql,
        connection -> {
          try (var statement = connection.prepareStatement(sql)) {
            for (var row : rows) {
              bind(connection, statement, row);
              statement.addBatch();
            }
            return statement.executeBatch();
          }
        });
  }

  /**
   * Runs work whose statements share one connection: asking the pool costs half as much as asking
   * the database. Nothing inside may begin a transaction of its own.
   */
  public <T> T together(Supplier<T> work) {
    if (held.get() != null) {
      return work.get();
    }
    try (var connection = open()) {
      held.set(driver(connection));
      return work.get();
    } catch (SQLException e) {
      throw new SqlFailure("connection", e);
    } finally {
      held.remove();
    }
  }

  /**
   * Many rows as arguments of one {@code unnest}: a statement whose text, and so whose plan, is the
   * same for any number of them.
   *
   * @param types PostgreSQL's names of the values' types
   */
  public static Object[] columns(List<String> types, List<Object[]> rows) {
    var columns = new Object[types.size()];
    for (var i = 0; i < columns.length; i++) {
      var values = new Object[rows.size()];
      for (var row = 0; row < values.length; row++) {
        values[row] = plain(rows.get(row)[i]);
      }
      columns[i] = new Column(types.get(i), values);
    }
    return columns;
  }

  /** A column of type timestamptz, or null. */
  public static Instant instant(ResultSet row, String column) throws SQLException {
    var value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  /** A column of type uuid, or null. */
  public static UUID uuid(ResultSet row, String column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  /** A column of type double precision, or null. */
  public static Double number(ResultSet row, String column) throws SQLException {
    var value = row.getDouble(column);
    return row.wasNull() ? null : value;
  }

  /** A column that holds an enum's lower-case name, or null. */
  public static <E extends Enum<E>> E word(ResultSet row, String column, Class<E> words)
      throws SQLException {
    var value = row.getString(column);
    return value == null ? null : Enum.valueOf(words, value.toUpperCase(Locale.ROOT));
  }

  Connection open() throws SQLException {
    return connections == null ? database.getConnection() : connections.open();
  }

  @FunctionalInterface
  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private <T> T run(String sql, Work<T> work) {
    try {
      var mine = held.get();
      if (mine != null) {
        return work.on(mine);
      }
      try (var connection = open()) {
        return work.on(driver(connection));
      }
    } catch (SQLException e) {
      throw new SqlFailure(sql, e);
    }
  }

  // The server's wrappers find the driver's methods by reflection, for every column of every row.
  private static Connection driver(Connection connection) throws SQLException {
    return connection.unwrap(BaseConnection.class);
  }

  private static PreparedStatement prepared(Connection connection, String sql, Object... arguments)
      throws SQLException {
    var statement = connection.prepareStatement(sql);
    bind(connection, statement, arguments);
    return statement;
  }

  private static void bind(Connection connection, PreparedStatement statement, Object... arguments)
      throws SQLException {
    for (var i = 0; i < arguments.length; i++) {
      var argument = plain(arguments[i]);
      if (argument instanceof Collection<?> ids) {
        statement.setArray(i + 1, connection.createArrayOf("uuid", ids.toArray()));
      } else if (argument instanceof Column column) {
        statement.setArray(i + 1, connection.createArrayOf(column.type, column.values));
      } else if (argument instanceof long[] || argument instanceof double[]) {
        statement.setArray(i + 1, numbers(connection, argument));
      } else {
        statement.setObject(i + 1, argument);
      }
    }
  }

  /** In the driver's own binary form: a number at a time would be a text at a time. */
  private static Array numbers(Connection connection, Object numbers) throws SQLException {
    var type = numbers instanceof long[] ? "int8" : "float8";
    return connection.unwrap(BaseConnection.class).createArrayOf(type, numbers);
  }

  /** As the driver knows it. */
  private static Object plain(Object argument) {
    if (argument instanceof Instant instant) {
      return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
    return argument instanceof Enum<?> word ? word.name().toLowerCase(Locale.ROOT) : argument;
  }
}
