package com.tokkatot.reading;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Sums of one device's readings in the steps of each {@link Window}, from which its rolling
 * averages come, as fields of text: {@code <metric>} holds the instant of the newest reading and
 * the unit, {@code <metric>|<window>|<place>} the number of a step, how many readings it has, and
 * their total. A step's place is its number modulo {@link #PLACES}; {@code recent-take.lua} adds to
 * it and knows these texts too.
 */
final class RollingSums {

  /** More than a window has steps, so that clocks may run ahead by three of them. */
  static final int PLACES = 64;

  private static final Pattern SPACE = Pattern.compile(" ");

  private final Map<String, String> fields;

  RollingSums(Map<String, String> fields) {
    this.fields = fields;
  }

  private record Sum(long count, double total) {

    Sum plus(Sum other) {
      return new Sum(count + other.count, total + other.total);
    }
  }

  /** What the store knows; sums first, so that what comes meanwhile is newer than they know. */
  static RollingSums of(TimeSeries series, UUID deviceId, Instant now) {
    var fields = new HashMap<String, String>();
    for (var window : Window.values()) {
      var running = window.stepOf(now);
      var steps =
          series.steps(
              deviceId,
              window.step(),
              window.startOf(running - Window.STEPS),
              window.startOf(running + 1));
      for (var step : steps) {
        var number = window.stepOf(step.at());
        fields.put(
            place(step.metric(), window, number), number + " " + step.count() + " " + step.total());
      }
    }
    for (var newest : series.latest(List.of(deviceId), now.minus(RecentReadings.LOOKED_BACK))) {
      fields.put(newest.metric(), newest.timestamp().toEpochMilli() + " " + newest.unit());
    }
    return new RollingSums(fields);
  }

  Map<String, String> fields() {
    return fields;
  }

  /** Averages at this instant, in the order of metrics. */
  List<RollingAverages> averages(Instant now) {
    var found = new ArrayList<RollingAverages>();
    for (var field : new TreeMap<>(fields).entrySet()) {
      var metric = field.getKey();
      if (metric.indexOf('|') < 0) {
        found.add(
            new RollingAverages(
                metric,
                SPACE.split(field.getValue(), 2)[1],
                average(metric, Window.FIVE_MINUTES, now),
                average(metric, Window.HOUR, now),
                average(metric, Window.DAY, now)));
      }
    }
    return found;
  }

  private Double average(String metric, Window window, Instant now) {
    var running = window.stepOf(now);
    var sum = new Sum(0, 0);
    for (var number = running - Window.STEPS; number <= running; number++) {
      var text = fields.get(place(metric, window, number));
      if (text != null) {
        var said = SPACE.split(text, 3);
        // Another number: a step of one ring earlier that nothing has come after.
        if (Long.parseLong(said[0]) == number) {
          sum = sum.plus(new Sum(Long.parseLong(said[1]), Double.parseDouble(said[2])));
        }
      }
    }
    return sum.count == 0 ? null : (Double) (sum.total / sum.count);
  }

  private static String place(String metric, Window window, long number) {
    return metric + "|" + window.ordinal() + "|" + Math.floorMod(number, PLACES);
  }
}
