package com.tokkatot.report;

import com.tokkatot.device.Configurations;
import com.tokkatot.device.DeviceConfig;
import com.tokkatot.device.DeviceKind;
import com.tokkatot.farm.FarmZone;
import com.tokkatot.farm.FlockCurves;
import com.tokkatot.farm.Member;
import com.tokkatot.reading.Aggregate;
import com.tokkatot.reading.TimeSeries;
import com.tokkatot.report.FarmStory.AlertDay;
import com.tokkatot.report.FarmStory.Climate;
import com.tokkatot.report.FarmStory.CoopAir;
import com.tokkatot.report.FarmStory.Sum;
import com.tokkatot.report.FarmStory.Wanted;
import com.tokkatot.report.FarmStory.Work;
import com.tokkatot.rules.analysis.ComfortTime;
import com.tokkatot.rules.climate.Comfort;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/**
 * Collects what the paper about a farm tells. A farm has at most 100 devices and a range 366 days,
 * so that is at most some ten thousand sums.
 */
record FarmStories(
    Sql sql,
    TimeSeries series,
    Configurations configurations,
    UsageReports usage,
    PerformanceReports performance) {

  /** For longer ranges days are enough. */
  private static final int BY_HOURS = 7;

  private static final double HOURS_OF_DAY = 24;

  private record Stands(UUID id, String name, DeviceKind kind, UUID coopId, String coop) {}

  private record Flock(String breed, Instant hatched) {}

  /**
   * @throws NotFound if there is no such farm ({@code FARM_NOT_FOUND})
   * @throws Invalid naming {@code from} if the range is wrong, or holds too much
   */
  FarmStory of(UUID farmId, LocalDate from, LocalDate to, Instant now) {
    var days = new Days(from, to, FarmZone.of(sql, farmId));
    var name =
        sql.query("select name from farm where id = ?", row -> row.getString("name"), farmId);
    var all = devices(farmId);
    return new FarmStory(
        name.get(0),
        days,
        days.dayOf(now),
        performance.of(farmId, from, to),
        alerts(farmId, days),
        airs(farmId, all, days),
        all.stream()
            .filter(device -> device.kind.isActuator())
            .map(device -> work(farmId, device, days))
            .toList());
  }

  static boolean isByHours(Days days) {
    return days.from().plusDays(BY_HOURS).isAfter(days.to());
  }

  private List<Stands> devices(UUID farmId) {
    return sql.query(
        "select device.id, device.name, device.kind, coop.id as coop_id, coop.name as coop"
            + " from device left join coop on coop.id = device.coop_id and coop.removed_at is null"
            + " where device.farm_id = ? and device.removed_at is null"
            + " order by coop.name nulls last, coop.id, device.name, device.id",
        row ->
            new Stands(
                Sql.uuid(row, "id"),
                row.getString("name"),
                Sql.word(row, "kind", DeviceKind.class),
                Sql.uuid(row, "coop_id"),
                row.getString("coop")),
        farmId);
  }

  private Work work(UUID farmId, Stands device, Days days) {
    var did = usage.of(farmId, device.id, days.from(), days.to());
    return new Work(
        device.name,
        device.coop,
        did.totalOnTimeHours(),
        did.totalCycles(),
        did.avgUptimePercent());
  }

  private List<AlertDay> alerts(UUID farmId, Days days) {
    var found = new HashMap<LocalDate, AlertDay>();
    sql.query(
            "select (triggered_at at time zone ?)::date as day, count(*) as all_of_them,"
                + " count(*) filter (where severity = 'critical') as bad from alert"
                + " where farm_id = ? and triggered_at >= ? and triggered_at < ? group by 1",
            row ->
                new AlertDay(
                    row.getObject("day", LocalDate.class),
                    row.getLong("all_of_them"),
                    row.getLong("bad")),
            days.zone().getId(),
            farmId,
            days.start(),
            days.end())
        .forEach(one -> found.put(one.day(), one));
    return days.from()
        .datesUntil(days.to().plusDays(1))
        .map(day -> found.getOrDefault(day, new AlertDay(day, 0, 0)))
        .toList();
  }

  private List<CoopAir> airs(UUID farmId, List<Stands> devices, Days days) {
    var byCoop = new LinkedHashMap<Optional<UUID>, List<Stands>>();
    for (var device : devices) {
      if (device.kind == DeviceKind.DHT22) {
        byCoop
            .computeIfAbsent(Optional.ofNullable(device.coopId), coop -> new ArrayList<>())
            .add(device);
      }
    }
    var airs = new ArrayList<CoopAir>();
    for (var sensors : byCoop.values()) {
      var climates = climates(farmId, sensors, days);
      if (!climates.isEmpty()) {
        airs.add(new CoopAir(sensors.get(0).coop, climates));
      }
    }
    return airs;
  }

  private List<Climate> climates(UUID farmId, List<Stands> sensors, Days days) {
    var flock = flock(sensors.get(0).coopId);
    var limits = limits(farmId, sensors.get(0).id);
    var climates = new ArrayList<Climate>();
    sums(sensors, "temperature", days)
        .ifPresent(
            sums ->
                climates.add(
                    new Climate(
                        "temperature",
                        sums,
                        wanted(flock, sums, FarmStories::warmth),
                        limits.get("temp_threshold_low"),
                        limits.get("temp_threshold_high"))));
    sums(sensors, "humidity", days)
        .ifPresent(
            sums ->
                climates.add(
                    new Climate(
                        "humidity",
                        sums,
                        wanted(flock, sums, FarmStories::damp),
                        limits.get("humidity_threshold_low"),
                        limits.get("humidity_threshold_high"))));
    return climates;
  }

  private static double[] warmth(Comfort comfort) {
    return new double[] {
      comfort.temperature() - ComfortTime.NEAR, comfort.temperature() + ComfortTime.NEAR
    };
  }

  private static double[] damp(Comfort comfort) {
    return new double[] {comfort.humidityLow(), comfort.humidityHigh()};
  }

  /** Of all sensors of a coop together. */
  private Optional<List<Sum>> sums(List<Stands> sensors, String metric, Days days) {
    var byTime = new TreeMap<Instant, Aggregate>();
    for (var sensor : sensors) {
      sums(sensor.id, metric, days).forEach(sum -> byTime.merge(sum.at(), sum, Aggregate::plus));
    }
    return byTime.isEmpty()
        ? Optional.empty()
        : Optional.of(
            byTime.values().stream()
                .map(sum -> new Sum(sum.at(), sum.least(), sum.mean(), sum.most()))
                .toList());
  }

  private List<Aggregate> sums(UUID sensor, String metric, Days days) {
    return isByHours(days)
        ? series.hours(sensor, metric, days.start(), days.end())
        : series.days(sensor, metric, days.from(), days.to().plusDays(1), days.zone());
  }

  private static List<Wanted> wanted(
      Optional<Flock> flock, List<Sum> sums, Function<Comfort, double[]> range) {
    if (flock.isEmpty()) {
      return List.of();
    }
    var curve = FlockCurves.of(flock.get().breed);
    var hatched = flock.get().hatched;
    return sums.stream()
        .filter(sum -> !sum.at().isBefore(hatched))
        .map(
            sum -> {
              var age = Duration.between(hatched, sum.at()).toHours() / HOURS_OF_DAY;
              var ends = range.apply(curve.at(age));
              return new Wanted(sum.at(), ends[0], ends[1]);
            })
        .toList();
  }

  /** Chicks are placed on their first day. */
  private Optional<Flock> flock(UUID coopId) {
    return sql
        .query(
            "select breed, placed_at::timestamp at time zone farm.timezone as hatched from flock"
                + " join coop on coop.id = coop_id join farm on farm.id = coop.farm_id"
                + " where coop_id = ? and ended_at is null",
            row -> new Flock(row.getString("breed"), Sql.instant(row, "hatched")),
            coopId)
        .stream()
        .findFirst();
  }

  private Map<String, Double> limits(UUID farmId, UUID sensor) {
    var limits = new HashMap<String, Double>();
    for (DeviceConfig.Value value :
        configurations.get(new Member(farmId, null, null), sensor).configurations()) {
      limits.put(value.parameterName(), value.parameterValue());
    }
    return limits;
  }
}
