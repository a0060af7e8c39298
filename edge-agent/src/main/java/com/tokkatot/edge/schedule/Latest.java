package com.tokkatot.edge.schedule;

import com.tokkatot.rules.condition.Readings;
import com.tokkatot.wire.Reading;
import com.tokkatot.wire.SensorMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest good reading of each sensor, in memory: after a start nothing is known until sensors
 * speak, which is within their interval.
 */
final class Latest implements Readings {

  /** How often sensors report. Source: wire.md, "sensor". */
  private static final Duration INTERVAL = Duration.ofSeconds(30);

  /** A node's clock may be wrong; what it calls older or newer than this is dated by ours. */
  private static final Duration BELIEVED = Duration.ofMinutes(2);

  private record Key(UUID device, String metric) {}

  private final Map<Key, Newest> newest = new ConcurrentHashMap<>();

  /** False: it was nothing new. */
  boolean heard(SensorMessage message, Instant now) {
    if (message.replayed()) {
      return false;
    }
    var isNear = Duration.between(message.timestamp(), now).abs().compareTo(BELIEVED) < 0;
    var at = isNear && !message.timestamp().isAfter(now) ? message.timestamp() : now;
    var isNews = false;
    for (var reading : message.readings()) {
      isNews |= reading.quality() != Reading.Quality.BAD && took(message.deviceId(), reading, at);
    }
    return isNews;
  }

  private boolean took(UUID device, Reading reading, Instant at) {
    var key = new Key(device, reading.metric());
    var before = newest.get(key);
    if (before != null && before.at().isAfter(at)) {
      return false;
    }
    newest.put(key, new Newest(reading.value(), at, INTERVAL));
    return true;
  }

  @Override
  public Optional<Newest> newest(UUID deviceId, String metric) {
    if (deviceId != null) {
      return Optional.ofNullable(newest.get(new Key(deviceId, metric)));
    }
    return newest.entrySet().stream()
        .filter(entry -> entry.getKey().metric.equals(metric))
        .map(Map.Entry::getValue)
        .max(Comparator.comparing(Newest::at));
  }
}
