package com.tokkatot.edge.upload;

import com.tokkatot.wire.OrderKey;
import com.tokkatot.wire.Reading;
import com.tokkatot.wire.Reading.Quality;
import com.tokkatot.wire.SensorMessage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What is left of a minute's readings: a mean for each metric of each device. */
final class Means {

  /** Nobody orders by it: a mean is of many messages. */
  private static final OrderKey NONE = new OrderKey(0, 0, 0);

  private record Minute(UUID deviceId, Instant begin) {}

  private record Channel(String metric, String unit) {}

  private static final class Sum {
    private double sum;
    private int count;
  }

  private Means() {}

  /** Flagged as estimated, at the begin of each minute. Bad readings are left out. */
  static List<SensorMessage> of(List<SensorMessage> messages) {
    var minutes = new LinkedHashMap<Minute, Map<Channel, Sum>>();
    for (var message : messages) {
      var minute =
          new Minute(message.deviceId(), message.timestamp().truncatedTo(ChronoUnit.MINUTES));
      for (var reading : message.readings()) {
        if (reading.quality() != Quality.BAD) {
          var sum =
              minutes
                  .computeIfAbsent(minute, one -> new LinkedHashMap<>())
                  .computeIfAbsent(new Channel(reading.metric(), reading.unit()), one -> new Sum());
          sum.sum += reading.value();
          sum.count++;
        }
      }
    }
    var means = new ArrayList<SensorMessage>(minutes.size());
    minutes.forEach((minute, sums) -> means.add(message(minute, sums)));
    return means;
  }

  private static SensorMessage message(Minute minute, Map<Channel, Sum> sums) {
    var readings = new ArrayList<Reading>(sums.size());
    sums.forEach(
        (channel, sum) ->
            readings.add(new Reading(channel.metric, mean(sum), channel.unit, Quality.ESTIMATED)));
    return new SensorMessage(minute.deviceId, minute.begin, NONE, readings);
  }

  /** A thousandth is finer than any of our sensors, and packs. */
  private static double mean(Sum sum) {
    return Math.round(sum.sum / sum.count * 1000) / 1000.0;
  }
}
