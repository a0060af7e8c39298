package com.tokkatot.local.bench;

import com.tokkatot.wire.OrderKey;
import com.tokkatot.wire.Reading;
import com.tokkatot.wire.SensorMessage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * What many sensors read, from a seed: each drifts slowly about a value of its own, with noise, and
 * at instants that are not quite regular.
 */
final class SensorWorld {

  private final Random random;
  private final Map<Integer, Sensor> sensors = new HashMap<>();

  private static final class Sensor {
    private double temperature;
    private double humidity;
    private Instant at;
    private long seq;
  }

  SensorWorld(long seed) {
    random = new Random(seed);
  }

  /** The next message of a sensor; no two have one instant. */
  byte[] next(int number, String device) {
    var sensor = sensors.computeIfAbsent(number, one -> start());
    sensor.temperature += random.nextGaussian() * 0.05;
    sensor.humidity += random.nextGaussian() * 0.1;
    sensor.at = sensor.at.plusMillis(1 + random.nextInt(5));
    sensor.seq++;
    return new SensorMessage(
            UUID.fromString(device),
            sensor.at,
            new OrderKey(1, 1, sensor.seq),
            List.of(
                reading("temperature", sensor.temperature, "Cel"),
                reading("humidity", sensor.humidity, "%RH")))
        .toBytes();
  }

  private Sensor start() {
    var sensor = new Sensor();
    sensor.temperature = 27 + random.nextDouble() * 6;
    sensor.humidity = 60 + random.nextDouble() * 20;
    // Of now: of an hour ago every message would be a late one, whose hour is summed up anew.
    sensor.at = Instant.now().minus(1, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.MILLIS);
    return sensor;
  }

  // One digit, as a DHT22 gives it.
  private static Reading reading(String metric, double value, String unit) {
    return new Reading(metric, Math.round(value * 10) / 10.0, unit, Reading.Quality.GOOD);
  }
}
