package com.tokkatot.message;

import com.tokkatot.setting.Key;
import com.tokkatot.setting.SystemValues;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.Upkeep;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.InstantSource;

/** Throws away messages that are old, two years usually, and mutes that are over. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MessageKeeper {

  @Inject Sql sql;
  @Inject InstantSource time;
  @Inject SystemValues system;

  @Schedule(hour = "1", minute = "40", persistent = false)
  void keep() {
    Upkeep.attempt("throwing old messages away", this::prune);
  }

  void prune() {
    var kept = system.days(Key.MESSAGE_KEPT_DAYS);
    sql.update("delete from message where created_at <= ?", time.instant().minus(kept));
    sql.update("delete from message_mute where until <= ?", time.instant());
  }
}
