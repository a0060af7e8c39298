package com.tokkatot.rules.json;

import com.tokkatot.rules.alert.Ages;
import com.tokkatot.rules.alert.Limit;
import com.tokkatot.rules.alert.Severity;
import com.tokkatot.rules.alert.Side;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What farms of a kind begin with: alert rules and settings. Data of this jar. */
public final class Profiles {

  /**
   * A kind of farm.
   *
   * @param id by which screens name it, in the farmer's language
   * @param source where the numbers come from
   * @param settings whole numbers of the farm, by name
   * @param alertRules besides those that every farm begins with
   */
  public record Profile(
      String id, String source, Map<String, Long> settings, List<ProfileRule> alertRules) {}

  /**
   * A rule for the whole farm.
   *
   * @param isEnabled false: this is not watched at all
   */
  public record ProfileRule(
      Limit limit, Severity severity, Ages ages, Duration delay, boolean isEnabled) {}

  private Profiles() {}

  /** All there are. */
  public static List<Profile> all() {
    try (var in = Profiles.class.getResourceAsStream("profiles.json");
        var reader = Json.createReader(in)) {
      return reader.readArray().getValuesAs(Profiles::profile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Profile profile(JsonValue value) {
    var json = value.asJsonObject();
    var settings = new LinkedHashMap<String, Long>();
    json.getJsonObject("settings")
        .forEach((name, number) -> settings.put(name, ((JsonNumber) number).longValueExact()));
    return new Profile(
        json.getString("id"),
        json.getString("source"),
        settings,
        json.getJsonArray("alert_rules").getValuesAs(rule -> rule(rule.asJsonObject())));
  }

  private static ProfileRule rule(JsonObject json) {
    return new ProfileRule(
        new Limit(
            json.getString("metric"),
            Side.valueOf(word(json, "side")),
            json.getBoolean("from_target", false),
            json.getJsonNumber("value").doubleValue(),
            null),
        Severity.valueOf(word(json, "severity")),
        new Ages(day(json, "from_day"), day(json, "to_day")),
        Duration.ofSeconds(json.getInt("delay_s")),
        json.getBoolean("is_enabled", true));
  }

  private static String word(JsonObject json, String field) {
    return json.getString(field).toUpperCase(Locale.ROOT);
  }

  private static Integer day(JsonObject json, String field) {
    return json.containsKey(field) ? (Integer) json.getInt(field) : null;
  }
}
