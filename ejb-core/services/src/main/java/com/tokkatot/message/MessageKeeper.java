package com.tokkatot.message;

import com.tokkatot.shared.Sql;
import com.tokkatot.shared.Upkeep;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;

/** Throws away messages that are two years old, and mutes that are over. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MessageKeeper {

  /** Source: requirements.md 3.12. */
  static final Duration KEPT = Duration.ofDays(730);

  @Inject Sql sql;
  @Inject InstantSource time;

  @Schedule(hour = "1", minute = "40", persistent = false)
  void keep() {
    Upkeep.attempt("throwing old messages away", this::prune);
  }

  void prune() {
    sql.update("delete from message where created_at <= ?", time.instant().minus(KEPT));
    sql.update("delete from message_mute where until <= ?", time.instant());
  }
}
