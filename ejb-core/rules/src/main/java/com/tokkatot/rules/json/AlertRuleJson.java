package com.tokkatot.rules.json;

import com.tokkatot.rules.InvalidRule;
import com.tokkatot.rules.alert.Ages;
import com.tokkatot.rules.alert.AlertRule;
import com.tokkatot.rules.alert.Limit;
import com.tokkatot.rules.alert.PlacedRule;
import com.tokkatot.rules.alert.Scope;
import com.tokkatot.rules.alert.Severity;
import com.tokkatot.rules.alert.Side;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * Alert rules from and to JSON: {@code {id, scope, coop_id, device_id, metric, side, from_target,
 * value, margin, severity, from_day, to_day, delay_s, suppressed_until, enabled}}; what does not
 * apply is left out. Source: WIRE.md 3.13.
 */
public final class AlertRuleJson {

  private AlertRuleJson() {}

  /**
   * Fields that are not known here are passed over: a newer cloud may say more.
   *
   * @throws InvalidRule naming the field
   */
  public static PlacedRule read(JsonObject json) {
    var in = new Fields(json, "", false);
    var limit =
        new Limit(
            in.text("metric"),
            word(in, "side", Side.class),
            in.flag("from_target"),
            in.number("value"),
            in.has("margin") ? in.number("margin") : null);
    var ages =
        new Ages(
            in.has("from_day") ? in.whole("from_day") : null,
            in.has("to_day") ? in.whole("to_day") : null);
    var until =
        in.has("suppressed_until")
            ? in.time("suppressed_until", Instant::parse, "an instant")
            : null;
    return new PlacedRule(
        id(in, "coop_id"),
        id(in, "device_id"),
        new AlertRule(
            in.uuid("id"),
            word(in, "scope", Scope.class),
            limit,
            word(in, "severity", Severity.class),
            ages,
            in.seconds("delay_s"),
            until,
            in.flag("enabled")));
  }

  private static UUID id(Fields in, String field) {
    return in.has(field) ? in.uuid(field) : null;
  }

  private static <E extends Enum<E>> E word(Fields in, String field, Class<E> words) {
    var word = in.text(field);
    try {
      return Enum.valueOf(words, word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw in.wrong(field, "does not know '" + word + "'");
    }
  }

  /** As {@link #read(JsonObject)} reads it. */
  public static JsonObject write(PlacedRule placed) {
    var rule = placed.rule();
    var limit = rule.limit();
    var json =
        Json.createObjectBuilder()
            .add("id", rule.id().toString())
            .add("scope", word(rule.scope()))
            .add("metric", limit.metric())
            .add("side", word(limit.side()))
            .add("from_target", limit.fromTarget())
            .add("value", limit.value())
            .add("severity", word(rule.severity()))
            .add("delay_s", rule.delay().toSeconds())
            .add("enabled", rule.isEnabled());
    if (placed.coopId() != null) {
      json.add("coop_id", placed.coopId().toString());
    }
    if (placed.deviceId() != null) {
      json.add("device_id", placed.deviceId().toString());
    }
    if (limit.margin() != null) {
      json.add("margin", limit.margin());
    }
    if (rule.ages().from() != null) {
      json.add("from_day", rule.ages().from());
    }
    if (rule.ages().to() != null) {
      json.add("to_day", rule.ages().to());
    }
    if (rule.suppressedUntil() != null) {
      json.add("suppressed_until", rule.suppressedUntil().toString());
    }
    return json.build();
  }

  private static String word(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
