package com.tokkatot.alert;

import com.tokkatot.rules.InvalidRule;
import com.tokkatot.rules.alert.Ages;
import com.tokkatot.rules.alert.AlertRule;
import com.tokkatot.rules.alert.Limit;
import com.tokkatot.rules.alert.Severity;
import com.tokkatot.rules.alert.Side;
import com.tokkatot.shared.Invalid;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * What people say about an alert rule.
 *
 * @param coopId for one coop only, or null
 * @param deviceId for one device only, or null; not both
 * @param metric for example {@code temperature}
 * @param side on which side of the value a reading is wrong
 * @param fromTarget the value is added to what the flock's curve wants
 * @param value in the metric's unit
 * @param margin how far back it must come to be well again; null: as is usual for the metric
 * @param fromDay first day of life of the birds that it is for; null: for any, and none
 * @param toDay day of life before which it ends; null: no end
 * @param delayS how long it must last, in seconds, 0 to 3600
 * @param suppressedUntil nobody is told before; null: it counts
 * @param isEnabled false: this is not watched at all, whatever a wider rule says
 */
public record AlertRuleDraft(
    UUID coopId,
    UUID deviceId,
    String metric,
    Side side,
    boolean fromTarget,
    double value,
    Double margin,
    Severity severity,
    Integer fromDay,
    Integer toDay,
    int delayS,
    Instant suppressedUntil,
    boolean isEnabled) {

  /**
   * @throws Invalid naming the field that is wrong
   */
  public AlertRuleDraft {
    if (coopId != null && deviceId != null) {
      throw new Invalid("device_id", "goes without coop_id: a device stands in its coop");
    }
    try {
      new AlertRule(
          new UUID(0, 0),
          RuleRow.scope(new UUID(0, 0), coopId, deviceId),
          new Limit(metric, side, fromTarget, value, margin),
          severity,
          new Ages(fromDay, toDay),
          Duration.ofSeconds(delayS),
          suppressedUntil,
          isEnabled);
    } catch (InvalidRule e) {
      throw new Invalid(e.field(), e.reason());
    }
  }
}
