package com.tokkatot.setting;

import com.tokkatot.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/**
 * What is set for the whole, for whoever acts by it. Looked at every few seconds, so that a change
 * holds on every node soon and nobody asks the database each time.
 */
@ApplicationScoped
public class SystemValues {

  /** A change holds everywhere after this. */
  static final Duration KEPT = Duration.ofSeconds(5);

  @Inject Sql sql;
  @Inject InstantSource time;

  private record Look(Instant at, Chosen system, Chosen features) {}

  private volatile Look look;

  /** A whole number of the system. */
  public long whole(Key key) {
    return (Long) look().system.get(key);
  }

  /** A whole number of days. */
  public Duration days(Key key) {
    return Duration.ofDays(whole(key));
  }

  /** Whether a farm has a feature. */
  public boolean has(Key feature, UUID farmId) {
    return ((Reach) look().features.get(feature)).has(feature.word(), farmId);
  }

  private Look look() {
    var now = time.instant();
    var known = look;
    if (known == null || now.isBefore(known.at) || !now.isBefore(known.at.plus(KEPT))) {
      known =
          new Look(
              now,
              new SettingRows(sql, Scope.SYSTEM, Scope.OURS).now().chosen(),
              new SettingRows(sql, Scope.FEATURES, Scope.OURS).now().chosen());
      look = known;
    }
    return known;
  }
}
