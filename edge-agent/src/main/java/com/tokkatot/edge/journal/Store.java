package com.tokkatot.edge.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** SQL on the writer's connection. Statements are kept: preparing costs more than running. */
public final class Store {

  /** Reads one row. */
  @FunctionalInterface
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  Store(Connection connection) {
    this.connection = connection;
  }

  /**
   * @return rows changed
   */
  public int run(String sql, Object... values) throws SQLException {
    return prepared(sql, values).executeUpdate();
  }

  /** All rows, in order. */
  public <T> List<T> all(Row<T> row, String sql, Object... values) throws SQLException {
    try (var rows = prepared(sql, values).executeQuery()) {
      var list = new ArrayList<T>();
      while (rows.next()) {
        list.add(row.read(rows));
      }
      return list;
    }
  }

  /** The first row. */
  public <T> Optional<T> first(Row<T> row, String sql, Object... values) throws SQLException {
    return all(row, sql, values).stream().findFirst();
  }

  /** A single number, 0 when there is no row or it is null. */
  public long number(String sql, Object... values) throws SQLException {
    return first(rows -> rows.getLong(1), sql, values).orElse(0L);
  }

  private PreparedStatement prepared(String sql, Object... values) throws SQLException {
    var statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }
}
