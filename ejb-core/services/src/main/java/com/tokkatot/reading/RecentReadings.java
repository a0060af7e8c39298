package com.tokkatot.reading;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import com.tokkatot.reading.RecentMemory.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What sensors say now and said of late: from Redis, or from the store while Redis is away. */
@ApplicationScoped
public class RecentReadings {

  /** Older values are not the latest any more. */
  static final Duration LATEST = Duration.ofDays(1);

  /** The longest window, and the step that is running. */
  static final Duration LOOKED_BACK = Window.DAY.step().multipliedBy(Window.STEPS + 2L);

  @Inject RecentMemory memory;
  @Inject TimeSeries series;
  @Inject InstantSource time;

  void stored(@Observes(during = TransactionPhase.AFTER_SUCCESS) ReadingsStored stored) {
    if (!stored.readings().isEmpty()) {
      memory.take(stored);
    }
  }

  /** The newest reading of each metric of these devices within {@link #LATEST}. */
  List<StoredReading> latest(Collection<UUID> deviceIds) {
    var since = time.instant().minus(LATEST);
    var found = memory.read(Kind.LATEST, deviceIds);
    var readings = new ArrayList<StoredReading>();
    found
        .known()
        .forEach(
            (device, fields) ->
                fields.forEach(
                    (metric, text) -> readings.add(LatestText.read(device, metric, text))));
    readings.removeIf(reading -> reading.timestamp().isBefore(since));
    var missing = deviceIds.stream().filter(id -> !found.known().containsKey(id)).toList();
    if (!missing.isEmpty()) {
      var stored = series.latest(missing, since);
      memory.fill(Kind.LATEST, found.claim(), texts(missing, stored));
      readings.addAll(stored);
    }
    readings.sort(StoredReading.BY_DEVICE_AND_METRIC);
    return readings;
  }

  /** Silent devices are filled in too: that they say nothing is also known. */
  private static Map<UUID, Map<String, String>> texts(
      List<UUID> deviceIds, List<StoredReading> stored) {
    var byDevice = stored.stream().collect(groupingBy(StoredReading::deviceId));
    var texts = new HashMap<UUID, Map<String, String>>();
    for (var id : deviceIds) {
      texts.put(
          id,
          byDevice.getOrDefault(id, List.of()).stream()
              .collect(toMap(StoredReading::metric, LatestText::of)));
    }
    return texts;
  }

  /** Rolling averages of what one device measures, in the order of metrics. */
  List<RollingAverages> averages(UUID deviceId) {
    var now = time.instant();
    var found = memory.read(Kind.ROLLING, List.of(deviceId));
    var known = found.known().get(deviceId);
    if (known != null) {
      return new RollingSums(known).averages(now);
    }
    var sums = RollingSums.of(series, deviceId, now);
    memory.fill(Kind.ROLLING, found.claim(), Map.of(deviceId, sums.fields()));
    return sums.averages(now);
  }
}
