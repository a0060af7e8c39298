package com.tokkatot.farm;

import com.tokkatot.shared.Sql;
import com.tokkatot.shared.Upkeep;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;

/** Forgets old invitations: they hold a contact of somebody who may never have become ours. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class InvitationKeeper {

  static final Duration KEPT = Duration.ofDays(30);

  @Inject Sql sql;
  @Inject InstantSource time;

  @Schedule(hour = "*", minute = "17", persistent = false)
  void keep() {
    Upkeep.attempt("forgetting old invitations", this::forget);
  }

  /** Whatever was answered or ran out long ago; the audit trail keeps that it was. */
  void forget() {
    sql.update(
        "delete from invitation where coalesce(answered_at, expires_at) < ?",
        time.instant().minus(KEPT));
  }
}
