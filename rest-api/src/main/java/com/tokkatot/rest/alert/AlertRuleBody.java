package com.tokkatot.rest.alert;

import com.tokkatot.alert.AlertRuleDraft;
import com.tokkatot.rules.alert.Severity;
import com.tokkatot.rules.alert.Side;
import com.tokkatot.shared.Body;
import com.tokkatot.shared.Invalid;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What people say about an alert rule: as the document shows it, and how it is read. */
@Schema(
    name = "AlertRuleRequest",
    example =
        "{\"metric\": \"temperature\", \"side\": \"high\", \"value\": 36,"
            + " \"severity\": \"critical\", \"delay_s\": 60}")
record AlertRuleBody(
    @Schema(nullable = true, description = "For this coop only.") UUID coopId,
    @Schema(nullable = true, description = "For this device only; not with coop_id.") UUID deviceId,
    @Schema(description = "For example temperature, humidity, water_level.") String metric,
    @Schema(enumeration = {"high", "low"}) String side,
    @Schema(description = "Whether the value is added to what the flock's curve wants.")
        boolean fromTarget,
    @Schema(minimum = "-1000", maximum = "1000", description = "In the metric's unit.")
        double value,
    @Schema(
            nullable = true,
            description = "How far back it must come; without it as is usual for the metric.")
        Double margin,
    @Schema(enumeration = {"info", "warning", "critical"}) String severity,
    @Schema(nullable = true, description = "For birds from this day of life on.") Integer fromDay,
    @Schema(nullable = true, description = "For birds before this day of life.") Integer toDay,
    @Schema(minimum = "0", maximum = "3600", description = "How long it must last.") int delayS,
    @Schema(nullable = true, description = "Nobody is told before.") Instant suppressedUntil,
    @Schema(description = "False: this is not watched, whatever a wider rule says.")
        boolean isEnabled) {

  private static final int LONGEST_METRIC = 40;

  /** A new rule. */
  static AlertRuleDraft whole(Body body) {
    return new AlertRuleDraft(
        body.idOrNull("coop_id"),
        body.idOrNull("device_id"),
        body.text("metric", LONGEST_METRIC),
        body.word("side", Side.class),
        body.flagOr("from_target", false),
        value(body),
        body.numberOrNull("margin"),
        body.word("severity", Severity.class),
        whole(body, "from_day"),
        whole(body, "to_day"),
        body.has("delay_s") ? whole(body, "delay_s") : 0,
        body.instantOrNull("suppressed_until"),
        body.flagOr("is_enabled", true));
  }

  /** A rule with what a change says; a field that is not mentioned stays. */
  static AlertRuleDraft over(AlertRuleDraft now, Body body) {
    return new AlertRuleDraft(
        body.mentions("coop_id") ? body.idOrNull("coop_id") : now.coopId(),
        body.mentions("device_id") ? body.idOrNull("device_id") : now.deviceId(),
        body.has("metric") ? body.text("metric", LONGEST_METRIC) : now.metric(),
        body.wordOr("side", Side.class, now.side()),
        body.flagOr("from_target", now.fromTarget()),
        body.has("value") ? value(body) : now.value(),
        body.mentions("margin") ? body.numberOrNull("margin") : now.margin(),
        body.wordOr("severity", Severity.class, now.severity()),
        body.mentions("from_day") ? whole(body, "from_day") : now.fromDay(),
        body.mentions("to_day") ? whole(body, "to_day") : now.toDay(),
        body.has("delay_s") ? whole(body, "delay_s") : now.delayS(),
        body.mentions("suppressed_until")
            ? body.instantOrNull("suppressed_until")
            : now.suppressedUntil(),
        body.flagOr("is_enabled", now.isEnabled()));
  }

  private static double value(Body body) {
    var value = body.numberOrNull("value");
    if (value == null) {
      throw new Invalid("value", "is missing");
    }
    return value;
  }

  private static Integer whole(Body body, String field) {
    var whole = body.wholeOrNull(field);
    if (whole == null) {
      return null;
    }
    if (whole != whole.intValue()) {
      throw new Invalid(field, "is too large");
    }
    return whole.intValue();
  }
}
