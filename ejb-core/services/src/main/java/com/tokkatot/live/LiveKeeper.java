package com.tokkatot.live;

import com.tokkatot.setting.Key;
import com.tokkatot.setting.SystemValues;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.Upkeep;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;

/** Forgets events that no client would read one by one: whoever was away so long loads anew. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class LiveKeeper {

  @Inject Sql sql;
  @Inject InstantSource time;
  @Inject SystemValues system;

  @Schedule(hour = "*", minute = "*/10", persistent = false)
  void keep() {
    Upkeep.attempt("forgetting old live events", this::forget);
  }

  void forget() {
    var kept = Duration.ofHours(system.whole(Key.EVENT_HOURS));
    Upkeep.removeOld(sql, "farm_event", "created_at", time.instant().minus(kept));
  }
}
