package com.tokkatot.alert;

import com.tokkatot.rules.alert.AlertRule;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * A reading that has been beyond a limit for long enough.
 *
 * @param alertId for the alert that it begins
 * @param side and severity, in upper or lower case
 * @param at since when it calls for people
 */
record Beyond(
    UUID alertId,
    UUID farmId,
    UUID coopId,
    UUID deviceId,
    String metric,
    String side,
    String severity,
    double limit,
    double value,
    Instant at) {

  Beyond {
    side = side.toLowerCase(Locale.ROOT);
    severity = severity.toLowerCase(Locale.ROOT);
  }

  static Beyond of(
      UUID alertId, Situation where, AlertRule rule, double limit, double value, Instant at) {
    return new Beyond(
        alertId,
        where.farmId(),
        where.coopId(),
        where.deviceId(),
        rule.limit().metric(),
        rule.limit().side().name(),
        rule.severity().name(),
        limit,
        value,
        at);
  }

  String type() {
    return metric + "_" + side;
  }

  UUID place() {
    return coopId == null ? deviceId : coopId;
  }
}
