package com.tokkatot.reading;

import com.influxdb.query.InfluxQLQueryResult.Series;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Readings that are not summed up yet, in InfluxDB; summed up here, for InfluxQL has no medians.
 */
final class InfluxSingles implements SingleReadings {

  private final Influx influx;

  InfluxSingles(Influx influx) {
    this.influx = influx;
  }

  /** An hour of a metric of a device. */
  record Key(UUID deviceId, String metric, Instant hour) {}

  /**
   * Spreads of hours of UTC.
   *
   * @param deviceId null: all
   */
  void spread(Map<Key, Spread> into, UUID deviceId, String metric, Instant from, Instant to) {
    for (var series : good(deviceId, metric, from, to)) {
      var tags = series.getTags();
      var device = UUID.fromString(tags.get(InfluxQl.DEVICE));
      var name = tags.get(InfluxQl.METRIC);
      for (var row : series.getValues()) {
        var at = InfluxQl.time(row);
        var hour = at.truncatedTo(ChronoUnit.HOURS);
        into.computeIfAbsent(new Key(device, name, hour), key -> new Spread())
            .add(device, name, hour, InfluxQl.text(row, "unit"), at, InfluxQl.number(row, "value"));
      }
    }
  }

  @Override
  public List<Aggregate> hours(UUID deviceId, String metric, Instant from, Instant to) {
    return spread(deviceId, metric, from, to).values().stream().map(Spread::sum).toList();
  }

  @Override
  public Map<String, SortedMap<Integer, Long>> bins(
      UUID deviceId, String metric, Instant from, Instant to) {
    var found = new HashMap<String, SortedMap<Integer, Long>>();
    spread(deviceId, metric, from, to)
        .forEach(
            (key, spread) -> {
              var bins = found.computeIfAbsent(key.metric, name -> new TreeMap<>());
              spread.bins().forEach((bin, readings) -> bins.merge(bin, readings, Long::sum));
            });
    return found;
  }

  @Override
  public Map<String, List<Double>> quantiles(
      UUID deviceId, String metric, Instant from, Instant to, List<Double> shares) {
    var found = new HashMap<String, List<Double>>();
    for (var series : good(deviceId, metric, from, to)) {
      var sorted =
          series.getValues().stream()
              .mapToDouble(row -> InfluxQl.number(row, "value"))
              .sorted()
              .toArray();
      found.put(
          series.getTags().get(InfluxQl.METRIC),
          shares.stream().map(share -> quantile(sorted, share)).toList());
    }
    return found;
  }

  /** Between two readings in proportion, as PostgreSQL's percentile_cont. */
  private static Double quantile(double[] sorted, double share) {
    var rank = share * (sorted.length - 1);
    var below = (int) rank;
    var above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }

  private Map<Key, Spread> spread(UUID deviceId, String metric, Instant from, Instant to) {
    var found = new LinkedHashMap<Key, Spread>();
    spread(found, deviceId, metric, from, to);
    return found;
  }

  private List<Series> good(UUID deviceId, String metric, Instant from, Instant to) {
    return from.isBefore(to)
        ? influx.ask(
            "select value, unit"
                + InfluxQl.where(deviceId, metric, from, to)
                + InfluxQl.GOOD
                + " group by device_id, sensor_type")
        : new ArrayList<>();
  }
}
