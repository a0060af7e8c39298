package com.tokkatot.audit;

import com.tokkatot.shared.Sql;
import java.time.InstantSource;

/** Audit logs without a container. */
public final class AuditLogs {

  private AuditLogs() {}

  public static AuditLog over(Sql sql, InstantSource time) {
    var log = new AuditLog();
    log.sql = sql;
    log.time = time;
    return log;
  }
}
