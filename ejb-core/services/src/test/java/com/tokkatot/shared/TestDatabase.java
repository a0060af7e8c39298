package com.tokkatot.shared;

import com.tokkatot.account.V20261124_1310__SealContacts;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.flywaydb.core.Flyway;

/** A real PostgreSQL with our schema, one for all tests of this module. */
public final class TestDatabase {

  private static final EmbeddedPostgres SERVER = start();

  private TestDatabase() {}

  private static EmbeddedPostgres start() {
    try {
      var server = EmbeddedPostgres.builder().start();
      Flyway.configure()
          .dataSource(server.getPostgresDatabase())
          .locations("classpath:db/migration")
          .javaMigrations(new V20261124_1310__SealContacts(TestVault.vault()))
          .load()
          .migrate();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Statements outside any transaction: each commits by itself. */
  public static Sql sql() {
    var sql = new Sql();
    sql.database = SERVER.getPostgresDatabase();
    return sql;
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
