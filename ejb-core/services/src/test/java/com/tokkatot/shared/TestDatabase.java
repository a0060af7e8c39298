package com.tokkatot.shared;

import com.tokkatot.account.V20261124_1310__SealContacts;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** A real PostgreSQL with our schema, one for all tests of this module. */
public final class TestDatabase {

  private static final EmbeddedPostgres SERVER = start();

  /** As on the server: a connection of its own for each statement would be a process for each. */
  private static final DataSource POOL = pooled(SERVER.getPostgresDatabase());

  /** Copied for each who wants a database of one's own: faster than all migrations anew. */
  private static final String TEMPLATE = template();

  private TestDatabase() {}

  private static String template() {
    var name = newName();
    sql().update("create database " + name);
    migrate(SERVER.getDatabase("postgres", name));
    return name;
  }

  private static EmbeddedPostgres start() {
    try {
      var server = EmbeddedPostgres.builder().start();
      migrate(server.getPostgresDatabase());
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DataSource pooled(DataSource database) {
    var config = new HikariConfig();
    config.setDataSource(database);
    config.setMaximumPoolSize(50);
    config.setMinimumIdle(0);
    return new HikariDataSource(config);
  }

  private static void migrate(DataSource database) {
    // Tests live in a year of their own choice.
    migrate(database, "latest")
        .query(
            "select make_audit_partition(month::date) from generate_series("
                + "date '2026-01-01', date '2026-12-01', interval '1 month') month",
            row -> 1);
  }

  /** A connection to the same database; the caller closes it. */
  public static Connection connection(Sql sql) throws SQLException {
    return sql.open();
  }

  /** A database of one's own, with nothing in it but the schema. */
  public static Sql another() {
    var name = newName();
    sql().update("create database " + name + " template " + TEMPLATE);
    return Sql.over(pooled(SERVER.getDatabase("postgres", name))::getConnection);
  }

  /** A database of one's own, without our schema. */
  public static DataSource empty() {
    var name = newName();
    sql().update("create database " + name);
    return SERVER.getDatabase("postgres", name);
  }

  private static String newName() {
    return "test_" + UUID.randomUUID().toString().replace("-", "");
  }

  /**
   * @param target the last migration that runs, or {@code latest}
   */
  public static Sql migrate(DataSource database, String target) {
    Flyway.configure()
        .dataSource(database)
        .locations("classpath:db/migration")
        .javaMigrations(new V20261124_1310__SealContacts(TestVault.vault()))
        .target(target)
        .load()
        .migrate();
    return Sql.over(database::getConnection);
  }

  /** Statements outside any transaction: each commits by itself. */
  public static Sql sql() {
    return Sql.over(POOL::getConnection);
  }

  /** A farm with one hub, one node and one light, all new. */
  public static TestFarm farm(Sql sql) {
    var farm =
        new TestFarm(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
    sql.update("insert into farm (id, name) values (?, 'Test')", farm.id());
    sql.update("insert into hub (id, farm_id) values (?, ?)", farm.hub(), farm.id());
    sql.update(
        "insert into node (id, farm_id, hardware_id, name, board) values (?, ?, ?, 'N', 'virtual')",
        farm.node(),
        farm.id(),
        farm.node().toString());
    sql.update(
        "insert into device (id, farm_id, node_id, name, kind, type)"
            + " values (?, ?, ?, 'Light', 'light', 'relay')",
        farm.light(),
        farm.id(),
        farm.node());
    return farm;
  }

  /** Ids of one farm and what stands on it. */
  public record TestFarm(UUID id, UUID hub, UUID node, UUID light) {}
}
