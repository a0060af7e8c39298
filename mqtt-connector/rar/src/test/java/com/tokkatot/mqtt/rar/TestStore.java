package com.tokkatot.mqtt.rar;

import com.tokkatot.mqtt.rar.history.History;
import com.tokkatot.mqtt.rar.history.History.Id;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the bean of the tests stores: a key that makes each message count once, and its effects,
 * which have none, so that a second effect would be seen.
 *
 * @param url of a PostgreSQL
 */
record TestStore(String url) {

  void create() throws SQLException {
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.execute(
          """
          drop table if exists reading, effect, parked, late, anchor;
          create table reading (device text, seq bigint, primary key (device, seq));
          create table effect (place bigserial primary key, device text, seq bigint);
          create table parked (device text, seq bigint, reason text, primary key (device, seq));
          create table anchor (id int primary key);
          create table late (id int references anchor deferrable initially deferred)
          """);
    }
  }

  Connection begin() throws SQLException {
    var connection = DriverManager.getConnection(url);
    connection.setAutoCommit(false);
    return connection;
  }

  void add(Connection connection, List<Id> ids) throws SQLException {
    try (var key =
            connection.prepareStatement(
                "insert into reading select ?, ? where not exists"
                    + " (select from parked where device = ? and seq = ?)"
                    + " on conflict do nothing");
        var effect =
            connection.prepareStatement("insert into effect (device, seq) values (?, ?)")) {
      for (var id : ids) {
        key.setString(1, id.device());
        key.setLong(2, id.seq());
        key.setString(3, id.device());
        key.setLong(4, id.seq());
        if (key.executeUpdate() == 1) {
          effect.setString(1, id.device());
          effect.setLong(2, id.seq());
          effect.executeUpdate();
        }
      }
    }
  }

  void park(Connection connection, Id id, String reason) throws SQLException {
    try (var statement =
        connection.prepareStatement("insert into parked values (?, ?, ?) on conflict do nothing")) {
      statement.setString(1, id.device());
      statement.setLong(2, id.seq());
      statement.setString(3, reason);
      statement.executeUpdate();
    }
  }

  /** How many messages are settled: stored or parked. */
  int settled() throws SQLException {
    return stored().size() + parked().size();
  }

  List<Id> stored() throws SQLException {
    return read("select device, seq from effect order by place");
  }

  List<Id> parked() throws SQLException {
    return read("select device, seq from parked");
  }

  /** Tells the history what is here. */
  void tell(History history) throws SQLException {
    stored().forEach(history::stored);
    parked().forEach(history::parked);
  }

  private List<Id> read(String query) throws SQLException {
    var ids = new ArrayList<Id>();
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      while (rows.next()) {
        ids.add(new Id(rows.getString(1), rows.getLong(2)));
      }
    }
    return ids;
  }
}
