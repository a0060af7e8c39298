package com.tokkatot.alert;

import com.tokkatot.alert.ThingAlerts.Thing;
import com.tokkatot.reading.Aggregate;
import com.tokkatot.reading.StoredReading;
import com.tokkatot.reading.TimeSeries;
import com.tokkatot.rules.analysis.Anomalies;
import com.tokkatot.rules.analysis.Anomaly;
import com.tokkatot.rules.analysis.Hour;
import com.tokkatot.setting.Key;
import com.tokkatot.shared.Sql;
import com.tokkatot.wire.Reading;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Alerts of sensors that cannot be trusted: silent though their board is there, standing still, or
 * reading what they never read. A failed thermometer looks like well birds. Source: decisions.md
 * D11, "a failed sensor is absent"; requirements.md 9.
 */
@Stateless
public class SensorAlerts {

  /** As boards; what is uploaded comes later than what is read live. */
  static final Duration SILENT = Duration.ofMinutes(30);

  private static final String UPLOADED_EVERY = Key.UPLOAD_MINUTES.sqlOf("farm.id");

  private static final Duration LOOKED_AT = Duration.ofDays(7);
  private static final int MOST_OTHERS = 5;

  @Inject Sql sql;
  @Inject InstantSource time;
  @Inject TimeSeries series;
  @Inject AlertNews news;

  private record Sensor(Thing thing, UUID id, UUID coopId, String kind) {}

  /** Farms whose hub is there: of the others nobody knows anything. */
  public List<UUID> farms() {
    return sql.query(
        "select farm.id from farm join hub on hub.farm_id = farm.id and hub.is_online"
            + " where farm.is_active order by farm.id",
        row -> Sql.uuid(row, "id"));
  }

  /** Which sensors of a farm say nothing, and which speak again. */
  public void lookForSilent(UUID farmId) {
    var sensors = sensors(farmId);
    if (sensors.isEmpty()) {
      return;
    }
    var speaking = new HashSet<UUID>();
    var since = time.instant().minus(SILENT).minus(uploadedEvery(farmId));
    series.latest(sensors.stream().map(Sensor::id).toList(), since).stream()
        .filter(reading -> reading.quality() != Reading.Quality.BAD)
        .map(StoredReading::deviceId)
        .forEach(speaking::add);
    tell(sensors, AlertType.SENSOR_SILENT, "alert.sensorSilent", notIn(sensors, speaking));
  }

  private Duration uploadedEvery(UUID farmId) {
    return sql.query(
            "select " + UPLOADED_EVERY + " as minutes from farm where farm.id = ?",
            row -> Duration.ofMinutes(row.getLong("minutes")),
            farmId)
        .get(0);
  }

  /** Which sensors of a farm have stood still or read oddly up to now. */
  public void lookForOdd(UUID farmId) {
    var sensors = sensors(farmId);
    var read = new HashMap<String, List<Hour>>();
    var stuck = new HashSet<UUID>();
    var odd = new HashSet<UUID>();
    for (var sensor : sensors) {
      for (var metric : metrics(sensor)) {
        for (var found : anomalies(sensor, sensors, metric, read)) {
          (found.kind() == Anomaly.Kind.STUCK ? stuck : odd).add(sensor.id);
        }
      }
    }
    tell(sensors, AlertType.SENSOR_STUCK, "alert.sensorStuck", stuck);
    tell(sensors, AlertType.SENSOR_ODD, "alert.sensorOdd", odd);
  }

  /** Those on boards that have been there for so long that they ought to have spoken. */
  private List<Sensor> sensors(UUID farmId) {
    return sql.query(
        "select device.id, device.farm_id, device.coop_id, device.kind from device"
            + " join node on node.id = device.node_id and node.is_online and node.presence_at <= ?"
            + " where device.farm_id = ? and device.removed_at is null and device.kind in ('dht22', 'water_level')"
            + " order by device.id",
        row ->
            new Sensor(
                Thing.device(Sql.uuid(row, "farm_id"), Sql.uuid(row, "id")),
                Sql.uuid(row, "id"),
                Sql.uuid(row, "coop_id"),
                row.getString("kind")),
        time.instant().minus(SILENT),
        farmId);
  }

  private static Set<UUID> notIn(List<Sensor> sensors, Set<UUID> speaking) {
    var silent = new HashSet<UUID>();
    sensors.forEach(sensor -> silent.add(sensor.id));
    silent.removeAll(speaking);
    return silent;
  }

  private static List<String> metrics(Sensor sensor) {
    return sensor.kind.equals("dht22")
        ? List.of("temperature", "humidity")
        : List.of("water_level");
  }

  /** Those that last: they reach into the hour before this one. */
  private List<Anomaly> anomalies(
      Sensor sensor, List<Sensor> all, String metric, Map<String, List<Hour>> read) {
    var now = time.instant().truncatedTo(ChronoUnit.HOURS);
    var others =
        all.stream()
            .filter(other -> other.kind.equals(sensor.kind) && !other.id.equals(sensor.id))
            .filter(other -> sensor.coopId != null && sensor.coopId.equals(other.coopId))
            .limit(MOST_OTHERS)
            .map(other -> hours(other.id, metric, now, read))
            .filter(hours -> !hours.isEmpty())
            .toList();
    return Anomalies.of(metric, hours(sensor.id, metric, now, read), others).stream()
        .filter(found -> !found.to().isBefore(now))
        .toList();
  }

  private List<Hour> hours(UUID device, String metric, Instant now, Map<String, List<Hour>> read) {
    return read.computeIfAbsent(
        device + metric,
        key ->
            series.hours(device, metric, now.minus(LOOKED_AT), now).stream()
                .map(Aggregate::toHour)
                .toList());
  }

  /** Raises what is so, ends what is not; of a sensor nobody can ask nothing changes. */
  private void tell(List<Sensor> sensors, AlertType type, String messageKey, Set<UUID> ill) {
    var alerts = new ThingAlerts(sql, time);
    var changes = new ArrayList<AlertChange>();
    for (var sensor : sensors) {
      changes.addAll(
          ill.contains(sensor.id)
              ? alerts.raise(sensor.thing, type, messageKey)
              : alerts.end(sensor.thing, List.of(type)));
    }
    news.tell(changes);
  }
}
