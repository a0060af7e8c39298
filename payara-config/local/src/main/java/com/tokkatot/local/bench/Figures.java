package com.tokkatot.local.bench;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a benchmark found, in the order it should be read, each with its goal where there is one.
 */
final class Figures {

  private record Figure(BigDecimal value, String goal) {}

  private final Map<String, Figure> figures = new LinkedHashMap<>();

  /** A figure without a goal. Times and rates are rounded to a tenth, counts stay whole. */
  Figures put(String name, double value) {
    return put(name, value, "");
  }

  /**
   * @param goal for people, for example {@code <= 15}
   */
  Figures put(String name, double value, String goal) {
    return put(name, value, 1, goal);
  }

  /** A part of a whole, or a rate that is small; rounded to a thousandth. */
  Figures share(String name, double value, String goal) {
    return put(name, value, 3, goal);
  }

  private Figures put(String name, double value, int digits, String goal) {
    var rounded =
        BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP).stripTrailingZeros();
    figures.put(name, new Figure(rounded.scale() < 0 ? rounded.setScale(0) : rounded, goal));
    return this;
  }

  JsonObject json() {
    var json = Json.createObjectBuilder();
    figures.forEach((name, figure) -> json.add(name, figure.value()));
    return json.build();
  }

  String table() {
    var text = new StringBuilder();
    figures.forEach(
        (name, figure) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "  %-20s %12s  %s%n",
                    name,
                    figure.value().toPlainString(),
                    figure.goal())));
    return text.toString();
  }
}
