package com.tokkatot.farm;

import com.tokkatot.audit.AuditLogs;
import com.tokkatot.shared.Sql;
import java.time.InstantSource;

/** For tests of other packages. */
public final class OpenDoor {

  private OpenDoor() {}

  /** Who is a member there already, asked for more. */
  public static Access access(Sql sql, InstantSource time) {
    var access = new Access();
    access.sql = sql;
    access.time = time;
    access.audit = AuditLogs.over(sql, time);
    return access;
  }

  /** To be looked at, not changed. */
  public static Coops coops(Sql sql) {
    var coops = new Coops();
    coops.sql = sql;
    return coops;
  }

  public static Memberships memberships(Sql sql) {
    var memberships = new Memberships();
    memberships.sql = sql;
    return memberships;
  }
}
