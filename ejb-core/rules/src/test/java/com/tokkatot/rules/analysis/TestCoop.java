package com.tokkatot.rules.analysis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A coop of sensors for a month, from a seed: days, weather they share, and noise of their own. */
final class TestCoop {

  static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
  static final int HOURS = 30 * 24;

  private static final int A_HOUR = 12;

  final double[][] readings;
  private final Random random;

  TestCoop(long seed, int sensors) {
    random = new Random(seed);
    readings = new double[sensors][HOURS * A_HOUR];
    var weather = 0.0;
    for (var i = 0; i < HOURS * A_HOUR; i++) {
      weather = weather * 0.999 + random.nextGaussian() * 0.04;
      var air = 29 + 4 * Math.sin(2 * Math.PI * i / (24 * A_HOUR)) + weather;
      for (var sensor = 0; sensor < sensors; sensor++) {
        readings[sensor][i] = air + sensor * 0.7 + random.nextGaussian() * 0.2;
      }
    }
  }

  static int hour(int hour) {
    return hour * A_HOUR;
  }

  List<Hour> hours(int sensor) {
    var hours = new ArrayList<Hour>();
    for (var hour = 0; hour < HOURS; hour++) {
      var sum = 0.0;
      var least = Double.MAX_VALUE;
      var most = -Double.MAX_VALUE;
      for (var i = hour(hour); i < hour(hour + 1); i++) {
        var value = Math.round(readings[sensor][i] * 10) / 10.0;
        sum += value;
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
      hours.add(new Hour(BEGIN.plus(Duration.ofHours(hour)), sum / A_HOUR, least, most, A_HOUR));
    }
    return hours;
  }

  List<List<Hour>> others(int sensor) {
    var others = new ArrayList<List<Hour>>();
    for (var other = 0; other < readings.length; other++) {
      if (other != sensor) {
        others.add(hours(other));
      }
    }
    return others;
  }
}
