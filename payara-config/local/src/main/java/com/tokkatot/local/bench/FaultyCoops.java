package com.tokkatot.local.bench;

import com.tokkatot.rules.analysis.Anomaly.Kind;
import com.tokkatot.rules.analysis.Hour;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Coops of three sensors for 30 days, from a seed, a reading a minute with one digit: days, weather
 * of some days, afternoons of rain, and noise; a third of the sensors has one fault of which place
 * and kind are known.
 */
final class FaultyCoops {

  static final int SENSORS = 3;
  static final int DAYS = 30;
  static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");

  private static final int A_HOUR = 60;
  private static final int A_DAY = 24 * A_HOUR;
  private static final int READINGS = DAYS * A_DAY;
  private static final double RAINY = 0.3;

  private final Random random;

  /**
   * What was planted.
   *
   * @param kind as it should be found
   */
  record Fault(Kind kind, Instant from, Instant to) {}

  /**
   * One sensor.
   *
   * @param fault null: it is well
   */
  record Sensor(List<Hour> hours, Fault fault) {}

  FaultyCoops(long seed) {
    random = new Random(seed);
  }

  /** The next coop. */
  List<Sensor> next() {
    var air = air();
    var sick = random.nextInt(SENSORS);
    var sensors = new ArrayList<Sensor>();
    for (var number = 0; number < SENSORS; number++) {
      var offset = random.nextGaussian() * 0.7;
      var readings = new double[READINGS];
      for (var i = 0; i < READINGS; i++) {
        readings[i] = air[i] + offset + random.nextGaussian() * 0.15;
      }
      var fault = number == sick ? plant(readings) : null;
      sensors.add(new Sensor(hours(readings), fault));
    }
    return sensors;
  }

  private double[] air() {
    var air = new double[READINGS];
    var weather = 0.0;
    var rain = 0.0;
    var rainAt = -1;
    var wave = 2.5 + random.nextDouble() * 2.5;
    for (var i = 0; i < READINGS; i++) {
      if (i % A_DAY == 0) {
        rainAt = random.nextDouble() < RAINY ? i + (6 + random.nextInt(5)) * A_HOUR : -1;
      }
      rain = i == rainAt ? 2 + 3 * random.nextDouble() : rain * 0.992;
      weather = weather * 0.9997 + random.nextGaussian() * 0.02;
      air[i] = 29 + wave * Math.sin(2 * Math.PI * i / A_DAY) + weather - rain;
    }
    return air;
  }

  private Fault plant(double[] readings) {
    var at = A_DAY * 4 + random.nextInt(READINGS - A_DAY * 8);
    return switch (random.nextInt(4)) {
      case 0 -> add(readings, at, 1 + random.nextInt(3), sign() * (4.5 + 8 * random.nextDouble()));
      case 1 ->
          add(readings, at, 30 + random.nextInt(210), sign() * (4.5 + 4 * random.nextDouble()));
      case 2 -> stick(readings, at, A_HOUR * (5 + random.nextInt(30)));
      default -> drift(readings, sign() * (1.6 + 3 * random.nextDouble()));
    };
  }

  private double sign() {
    return random.nextBoolean() ? 1 : -1;
  }

  private static Fault add(double[] readings, int at, int minutes, double value) {
    for (var i = at; i < at + minutes; i++) {
      readings[i] += value;
    }
    return new Fault(Kind.OUTLIER, instant(at), instant(at + minutes));
  }

  private static Fault stick(double[] readings, int at, int minutes) {
    Arrays.fill(readings, at, at + minutes, readings[at]);
    return new Fault(Kind.STUCK, instant(at), instant(at + minutes));
  }

  private static Fault drift(double[] readings, double far) {
    for (var i = 0; i < READINGS; i++) {
      readings[i] += far * i / READINGS;
    }
    return new Fault(Kind.DRIFT, BEGIN, instant(READINGS));
  }

  private static Instant instant(int minute) {
    return BEGIN.plus(Duration.ofMinutes(minute));
  }

  private static List<Hour> hours(double[] readings) {
    var hours = new ArrayList<Hour>();
    for (var begin = 0; begin < READINGS; begin += A_HOUR) {
      var sum = 0.0;
      var least = Double.MAX_VALUE;
      var most = -Double.MAX_VALUE;
      for (var i = begin; i < begin + A_HOUR; i++) {
        var value = Math.round(readings[i] * 10) / 10.0;
        sum += value;
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
      hours.add(new Hour(instant(begin), sum / A_HOUR, least, most, A_HOUR));
    }
    return hours;
  }
}
