package com.tokkatot.farm;

import com.tokkatot.audit.AuditLogs;
import com.tokkatot.shared.Sql;
import java.time.InstantSource;

/** For tests of other packages: who is a member there already, asked for more. */
public final class OpenDoor {

  private OpenDoor() {}

  public static Access access(Sql sql, InstantSource time) {
    var access = new Access();
    access.sql = sql;
    access.time = time;
    access.audit = AuditLogs.over(sql, time);
    return access;
  }

  public static Memberships memberships(Sql sql) {
    var memberships = new Memberships();
    memberships.sql = sql;
    return memberships;
  }
}
