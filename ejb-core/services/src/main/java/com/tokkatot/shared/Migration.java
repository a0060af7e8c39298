package com.tokkatot.shared;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * Brings the schema up to date before anything else starts. Bean-managed, because each migration is
 * a transaction of its own; several nodes may start at once, Flyway's lock lets one of them work.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class Migration {

  private static final System.Logger LOG = System.getLogger(Migration.class.getName());
  private static final int MOST_TRIES = 5;
  private static final String DEADLOCK = "40P01";

  @Resource(lookup = Database.NAME)
  DataSource database;

  /** Steps that SQL cannot take; each belongs to the feature that has it. */
  @Inject @Any Instance<JavaMigration> javaMigrations;

  /**
   * A step that meets work on the same tables, of a timer here or of a node that still runs, may be
   * the one that a deadlock ends. It has changed nothing then and is taken again.
   */
  @PostConstruct
  void migrate() {
    again(this::migrateOnce);
  }

  static void again(Runnable step) {
    for (var tries = 1; ; tries++) {
      try {
        step.run();
        return;
      } catch (FlywayException e) {
        if (tries == MOST_TRIES || !isDeadlock(e)) {
          throw e;
        }
        LOG.log(System.Logger.Level.INFO, "The schema waits for other work: {0}", e.getMessage());
      }
    }
  }

  private static boolean isDeadlock(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && DEADLOCK.equals(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  private void migrateOnce() {
    Flyway.configure(Migration.class.getClassLoader())
        .dataSource(database)
        .locations("classpath:db/migration")
        .javaMigrations(javaMigrations.stream().toArray(JavaMigration[]::new))
        .load()
        .migrate();
  }
}
