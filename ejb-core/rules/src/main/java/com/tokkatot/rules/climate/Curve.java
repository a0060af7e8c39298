package com.tokkatot.rules.climate;

import com.tokkatot.rules.InvalidRule;
import java.util.List;

/**
 * What birds of an age want, interpolated between points; before the first and behind the last it
 * is as there.
 *
 * @param id for example {@code cobb_broiler}
 * @param source where the numbers come from
 * @param points 2 to 100, by growing day
 */
public record Curve(String id, String source, List<Point> points) {

  private static final int MOST_POINTS = 100;

  /**
   * One age.
   *
   * @param day of life, 0 to 1000
   * @param temperature 10 to 40 Cel
   * @param humidityLow 0 to 100 %RH, like the next, and not above it
   */
  public record Point(int day, double temperature, double humidityLow, double humidityHigh) {

    /**
     * @throws InvalidRule naming the field
     */
    public Point {
      within("day", day, 0, 1000);
      within("temperature", temperature, 10, 40);
      within("humidity_low", humidityLow, 0, 100);
      within("humidity_high", humidityHigh, humidityLow, 100);
    }

    private static void within(String field, double value, double least, double most) {
      if (!(value >= least && value <= most)) {
        throw new InvalidRule(field, "must be %s to %s".formatted(plain(least), plain(most)));
      }
    }

    private static String plain(double value) {
      return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
  }

  /**
   * @throws InvalidRule naming the field
   */
  public Curve {
    points = List.copyOf(points);
    if (points.size() < 2 || points.size() > MOST_POINTS) {
      throw new InvalidRule("points", "must be 2 to " + MOST_POINTS);
    }
    for (var i = 1; i < points.size(); i++) {
      if (points.get(i).day <= points.get(i - 1).day) {
        throw new InvalidRule("points[" + i + "].day", "must be later than the one before");
      }
    }
  }

  /**
   * @param age in days, parts of days included
   */
  public Comfort at(double age) {
    var next = 0;
    while (next < points.size() && points.get(next).day < age) {
      next++;
    }
    var to = points.get(Math.min(next, points.size() - 1));
    var from = points.get(Math.max(0, next - 1));
    var part = next == 0 || from == to ? 0 : (age - from.day) / (to.day - from.day);
    var begin = next == 0 ? to : from;
    return new Comfort(
        between(begin.temperature, to.temperature, part),
        between(begin.humidityLow, to.humidityLow, part),
        between(begin.humidityHigh, to.humidityHigh, part));
  }

  private static double between(double from, double to, double part) {
    return from + (to - from) * part;
  }
}
