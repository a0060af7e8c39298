package com.tokkatot.wire.journal;

import com.tokkatot.wire.OrderKey;
import com.tokkatot.wire.Reading;
import com.tokkatot.wire.Reading.Quality;
import com.tokkatot.wire.SensorMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Journals out of a seed. */
final class Journals {

  private static final List<String> METRICS =
      List.of("temperature", "humidity", "water_level", "ទឹក");

  private final Random random;

  Journals(long seed) {
    random = new Random(seed);
  }

  UUID id() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  /** A farm as it is: every 30 s with jitter, drift and a little noise. */
  List<SensorMessage> farm(int devices, int rounds) {
    var messages = new ArrayList<SensorMessage>();
    var ids = new ArrayList<UUID>();
    for (var i = 0; i < devices; i++) {
      ids.add(id());
    }
    for (var round = 0; round < rounds; round++) {
      for (var device = 0; device < devices; device++) {
        var at = 1_795_420_800_000L + round * 30_000L + device * 600L + random.nextInt(200);
        var warm = 28 + 6 * Math.sin(round / 500.0 + device) + random.nextGaussian() * 0.1;
        messages.add(
            message(
                ids.get(device),
                at,
                List.of(
                    reading("temperature", tenth(warm), Quality.GOOD),
                    reading("humidity", tenth(60 + random.nextGaussian()), Quality.GOOD))));
      }
    }
    return messages;
  }

  /** Anything a journal may hold. */
  List<SensorMessage> anything(int count) {
    var ids = List.of(id(), id(), id());
    var messages = new ArrayList<SensorMessage>();
    for (var i = 0; i < count; i++) {
      var readings = new ArrayList<Reading>();
      for (var metric : METRICS.subList(0, 1 + random.nextInt(METRICS.size()))) {
        readings.add(reading(metric, value(), Quality.values()[random.nextInt(3)]));
      }
      var at = random.nextInt(5) == 0 ? random.nextLong(JournalLimits.MAX_INSTANT_MS) : i * 1000L;
      messages.add(message(ids.get(random.nextInt(3)), at, readings));
    }
    return messages;
  }

  List<JournalEvent> events(int count) {
    var events = new ArrayList<JournalEvent>();
    var ids = List.of(id(), id());
    for (var i = 0; i < count; i++) {
      var payload = new byte[random.nextInt(300)];
      random.nextBytes(payload);
      events.add(
          new JournalEvent(
              JournalEvent.Kind.STATUS,
              ids.get(random.nextInt(2)),
              Instant.ofEpochMilli(random.nextLong(JournalLimits.MAX_INSTANT_MS)),
              payload));
    }
    return events;
  }

  private double value() {
    return switch (random.nextInt(6)) {
      case 0 -> random.nextGaussian() * 1e9;
      case 1 -> -0.0;
      case 2 -> Double.MIN_VALUE;
      case 3 -> Double.MAX_VALUE;
      case 4 -> random.nextInt();
      default -> tenth(random.nextDouble() * 100);
    };
  }

  private static double tenth(double value) {
    return Math.round(value * 10) / 10.0;
  }

  private static Reading reading(String metric, double value, Quality quality) {
    return new Reading(metric, value, "Cel", quality);
  }

  private static SensorMessage message(UUID device, long at, List<Reading> readings) {
    return new SensorMessage(device, Instant.ofEpochMilli(at), new OrderKey(1, 1, 1), readings);
  }
}
