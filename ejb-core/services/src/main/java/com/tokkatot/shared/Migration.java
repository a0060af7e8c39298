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
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * Brings the schema up to date before anything else starts. Bean-managed, because each migration is
 * a transaction of its own; several nodes may start at once, Flyway's lock lets one of them work.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class Migration {

  @Resource(lookup = Database.NAME)
  DataSource database;

  /** Steps that SQL cannot take; each belongs to the feature that has it. */
  @Inject @Any Instance<JavaMigration> javaMigrations;

  @PostConstruct
  void migrate() {
    Flyway.configure(Migration.class.getClassLoader())
        .dataSource(database)
        .locations("classpath:db/migration")
        .javaMigrations(javaMigrations.stream().toArray(JavaMigration[]::new))
        .load()
        .migrate();
  }
}
