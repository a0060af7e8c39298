package com.tokkatot.local.bench;

import com.tokkatot.wire.OrderKey;
import com.tokkatot.wire.Reading;
import com.tokkatot.wire.SensorMessage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * What sensors of a farm read every thirty seconds, two metrics each, jittered, drifting, noisy,
 * from a seed.
 */
final class PlayedSensors {

  static final int METRICS = 2;
  static final int PERIOD_MS = 30_000;

  private final List<String> devices;
  private final Random random;
  private final double[] temperature;
  private final double[] humidity;
  private final long begin;

  /**
   * @param begin of the first round, to the second
   */
  PlayedSensors(List<String> devices, long seed, Instant begin) {
    this.devices = devices;
    this.random = new Random(seed);
    this.temperature = random.doubles(devices.size(), 26, 33).toArray();
    this.humidity = random.doubles(devices.size(), 55, 80).toArray();
    this.begin = begin.truncatedTo(ChronoUnit.SECONDS).toEpochMilli();
  }

  /**
   * To be asked for in order; each device has its turn in each round.
   *
   * @param number from 1
   */
  SensorMessage message(long number) {
    var device = (int) ((number - 1) % devices.size());
    var round = (number - 1) / devices.size();
    temperature[device] += random.nextGaussian() * 0.05;
    humidity[device] += random.nextGaussian() * 0.1;
    var at = begin + round * PERIOD_MS + device * 500L + random.nextInt(300);
    return new SensorMessage(
        UUID.fromString(devices.get(device)),
        Instant.ofEpochMilli(at),
        new OrderKey(1, 1, number),
        List.of(
            reading("temperature", temperature[device], "Cel"),
            reading("humidity", humidity[device], "%RH")));
  }

  // One digit, as a DHT22 gives it.
  private static Reading reading(String metric, double value, String unit) {
    return new Reading(metric, Math.round(value * 10) / 10.0, unit, Reading.Quality.GOOD);
  }
}
