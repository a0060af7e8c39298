package com.tokkatot.mqtt.rar.it;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Rows in a real database, so that a rollback shows. */
@Startup
@Singleton
public class ProbeStore {

  @Resource(lookup = "java:comp/DefaultDataSource")
  DataSource database;

  @PostConstruct
  void create() {
    run("create table if not exists probe (kind varchar(20), text varchar(2000))");
  }

  public void add(String kind, String text) {
    run("insert into probe (kind, text) values (?, ?)", kind, text);
  }

  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<String> all(String kind) {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement("select text from probe where kind = ?")) {
      statement.setString(1, kind);
      try (var rows = statement.executeQuery()) {
        var texts = new ArrayList<String>();
        while (rows.next()) {
          texts.add(rows.getString(1));
        }
        return texts;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void run(String sql, String... values) {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
