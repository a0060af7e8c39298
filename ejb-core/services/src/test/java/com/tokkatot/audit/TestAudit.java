package com.tokkatot.audit;

import com.tokkatot.shared.Sql;
import java.time.InstantSource;

/** The real audit log without a container, for tests of features above. */
public final class TestAudit {

  private TestAudit() {}

  /** Writes where these statements go; apart is then not apart. */
  public static AuditLog over(Sql sql, InstantSource time) {
    var audit = new AuditLog();
    audit.sql = sql;
    audit.time = time;
    return audit;
  }
}
