package com.tokkatot.overview;

import com.tokkatot.live.EventData;
import com.tokkatot.reading.StoredReading;
import com.tokkatot.reading.TimeSeries;
import com.tokkatot.shared.Sql;
import com.tokkatot.wire.Reading;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One look at a farm, as the dashboard call answers it. */
final class Dashboard {

  /** A reading says how it is now for so long. */
  static final Duration NEWS = Duration.ofMinutes(10);

  private static final int EVENTS = 10;
  private static final Duration DAY = Duration.ofDays(1);

  private final Sql sql;
  private final TimeSeries series;
  private final Instant now;

  Dashboard(Sql sql, TimeSeries series, Instant now) {
    this.sql = sql;
    this.series = series;
    this.now = now;
  }

  private record Farm(String name, boolean isOnline) {}

  JsonObject of(UUID farmId) {
    var farm = farm(farmId);
    var critical = active(farmId, "critical");
    var warning = active(farmId, "warning");
    var info = active(farmId, "info");
    var sensors = sensors(farmId);
    var stats = stats(farmId, sensors);
    var verdict =
        Verdict.of(
            critical,
            warning,
            farm.isOnline,
            !sensors.isEmpty(),
            !stats.isNull("avg_temperature") || !stats.isNull("avg_humidity"));
    return new EventData()
        .put("farm", new EventData().put("id", farmId).put("name", farm.name).build())
        .put("verdict", verdict.word())
        .put("reasons", words(verdict.reasons()))
        .put("device_status", devices(farmId))
        .put(
            "alerts",
            new EventData()
                .put("active", (long) critical.size() + warning.size() + info.size())
                .put("critical", (long) critical.size())
                .put("warning", (long) warning.size())
                .build())
        .put("recent_events", events(farmId))
        .put("quick_stats", stats)
        .put("made_at", now)
        .build();
  }

  private Farm farm(UUID farmId) {
    return sql.query(
            "select farm.name, coalesce(hub.is_online, false) as is_online from farm"
                + " left join hub on hub.farm_id = farm.id where farm.id = ?",
            row -> new Farm(row.getString("name"), row.getBoolean("is_online")),
            farmId)
        .get(0);
  }

  /** Types of the active ones, the newest first. */
  private List<String> active(UUID farmId, String severity) {
    return new ArrayList<>(
        sql.query(
            "select type from alert where farm_id = ? and resolved_at is null and severity = ?"
                + " order by triggered_at desc",
            row -> row.getString("type"),
            farmId,
            severity));
  }

  private JsonObject devices(UUID farmId) {
    return sql.query(
            "select count(*) as total,"
                + " count(*) filter (where node.is_online and hub.is_online) as online,"
                + " count(*) filter (where device.state = 'error') as error"
                + " from device join node on node.id = device.node_id"
                + " left join hub on hub.farm_id = device.farm_id"
                + " where device.farm_id = ? and device.removed_at is null",
            row ->
                new EventData()
                    .put("total", row.getLong("total"))
                    .put("online", row.getLong("online"))
                    .put("offline", row.getLong("total") - row.getLong("online"))
                    .put("error", row.getLong("error"))
                    .build(),
            farmId)
        .get(0);
  }

  private JsonArrayBuilder events(UUID farmId) {
    var events = EventData.list();
    sql.query(
            "select * from alert where farm_id = ? order by triggered_at desc, id limit ?",
            row ->
                new EventData()
                    .put("alert_id", Sql.uuid(row, "id"))
                    .put("type", row.getString("type"))
                    .put("severity", row.getString("severity"))
                    .put("message_key", row.getString("message_key"))
                    .put("triggered_at", Sql.instant(row, "triggered_at"))
                    .put("resolved_at", Sql.instant(row, "resolved_at"))
                    .build(),
            farmId,
            EVENTS)
        .forEach(events::add);
    return events;
  }

  /** Averages are of the newest readings of the sensors, within {@link #NEWS}. */
  private JsonObject stats(UUID farmId, List<UUID> sensors) {
    var newest = series.latest(sensors, now.minus(NEWS));
    return sql.query(
            "select (select count(*) from command where command.farm_id = farm.id"
                + " and issued_at > ?) as commands,"
                + " (select count(*) from alert where alert.farm_id = farm.id"
                + " and triggered_at > ?) as alerts from farm where id = ?",
            row ->
                new EventData()
                    .put("avg_temperature", mean(newest, "temperature"))
                    .put("avg_humidity", mean(newest, "humidity"))
                    .put("last_24h_commands", row.getLong("commands"))
                    .put("last_24h_alerts", row.getLong("alerts"))
                    .build(),
            now.minus(DAY),
            now.minus(DAY),
            farmId)
        .get(0);
  }

  private List<UUID> sensors(UUID farmId) {
    return sql.query(
        "select id from device where farm_id = ? and removed_at is null"
            + " and type in ('adc', 'sensor')",
        row -> Sql.uuid(row, "id"),
        farmId);
  }

  /** A clock may be ahead of ours: what is not yet does not count. */
  private Double mean(List<StoredReading> newest, String metric) {
    var mean =
        newest.stream()
            .filter(reading -> reading.metric().equals(metric))
            .filter(reading -> reading.quality() != Reading.Quality.BAD)
            .filter(reading -> !reading.timestamp().isAfter(now))
            .mapToDouble(StoredReading::value)
            .average();
    return mean.isPresent() ? (Double) mean.getAsDouble() : null;
  }

  private static JsonArrayBuilder words(List<String> words) {
    var list = EventData.list();
    words.forEach(list::add);
    return list;
  }
}
