package com.tokkatot.shared;

import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Stateless;

/**
 * The one data source. Loopback or TLS is a matter of the URL; the connection is checked when it is
 * handed out, because the pool would otherwise hand out a dead one after a database restart.
 */
@DataSourceDefinition(
    name = Database.NAME,
    className = "org.postgresql.ds.PGSimpleDataSource",
    url = "${MPCONFIG=tokkatot.db.url}",
    user = "${MPCONFIG=tokkatot.db.user}",
    password = "${MPCONFIG=tokkatot.db.password}",
    // As many as there may be: making one costs the server and us more than keeping it.
    minPoolSize = 24,
    maxPoolSize = 24,
    properties = {
      "reWriteBatchedInserts=true",
      "tcpKeepAlive=true",
      // No request takes longer, so no statement may. Source: seed, gateway constraints.
      "options=-c statement_timeout=30s",
      "fish.payara.is-connection-validation-required=true",
      "fish.payara.connection-validation-method=custom-validation",
      "fish.payara.validation-classname="
          + "org.glassfish.api.jdbc.validation.PostgresConnectionValidation",
      "fish.payara.validate-atmost-once-period-in-seconds=5"
    })
@Stateless
public class Database {

  /** JNDI name of the data source. */
  public static final String NAME = "java:app/jdbc/tokkatot";
}
