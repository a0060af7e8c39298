package com.tokkatot.shared;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/** Whether this node can take work. Redis and the brokers may be away; the database may not. */
@Stateless
public class Readiness {

  @Inject Sql sql;

  /** True when the database answers; the schema was migrated before this bean could be called. */
  public boolean isReady() {
    try {
      return !sql.query("select 1", row -> row.getInt(1)).isEmpty();
    } catch (Sql.SqlFailure e) {
      return false;
    }
  }
}
