package com.tokkatot.report;

import com.tokkatot.farm.Coops;
import com.tokkatot.farm.FarmZone;
import com.tokkatot.farm.Member;
import com.tokkatot.reading.Aggregate;
import com.tokkatot.reading.TimeSeries;
import com.tokkatot.report.ConsumptionReport.Change;
import com.tokkatot.report.ConsumptionReport.Day;
import com.tokkatot.rules.analysis.Consumption;
import com.tokkatot.rules.analysis.Hour;
import com.tokkatot.rules.analysis.PerBird;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * Water and feed by bird and day, out of the flow meters and scales that stand in a coop. Source:
 * seed, "Data service"; the methods are in {@link Consumption} and {@link PerBird}.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class ConsumptionReports {

  /** Hours are looked at, so a range is no longer. */
  static final int MOST_DAYS = 92;

  /** The last reading before a range tells what its first hour began with. */
  private static final Duration BEFORE = Duration.ofDays(1);

  private static final int USUAL_DAYS = 7;

  private static final String METERS =
      """
      select id from device where coop_id = ? and kind = ? and removed_at is null order by id
      """;

  /** A flock that ended was there on its last day. */
  private static final String BIRDS =
      """
      select date.day, (flock.bird_count - coalesce((select sum(count) from flock_death
          where flock_death.flock_id = flock.id and flock_death.day <= date.day), 0))::bigint
          as birds
      from (select generate_series(?::date, ?::date, interval '1 day')::date as day) date
      join lateral (select * from flock where coop_id = ? and placed_at <= date.day
        and (ended_at is null or (ended_at at time zone ?)::date >= date.day)
        order by placed_at desc, created_at desc limit 1) flock on true
      """;

  @Inject Sql sql;
  @Inject TimeSeries series;
  @Inject InstantSource time;
  @EJB Coops coops;

  /**
   * Days of the farm's calendar.
   *
   * @param to included
   * @param feedScales those that weigh feed; empty: all scales of the coop do, none weighs birds
   * @throws NotFound if the coop is not on the farm ({@code COOP_NOT_FOUND})
   * @throws Invalid naming {@code from} if the range is wrong, {@code feed_scale} if one is no
   *     scale of the coop
   */
  public ConsumptionReport of(
      Member asking, UUID coopId, LocalDate from, LocalDate to, List<UUID> feedScales) {
    coops.get(asking, coopId);
    var days = new Days(from, to, FarmZone.of(sql, asking.farmId()));
    if (from.plusDays(MOST_DAYS).isBefore(to)) {
      throw new Invalid("from", "must be at most " + MOST_DAYS + " days before to");
    }
    var meters = devices(coopId, "flow");
    var scales = devices(coopId, "scale");
    if (!scales.containsAll(feedScales)) {
      throw new Invalid("feed_scale", "must be scales that stand in this coop");
    }
    var feeding = feedScales.isEmpty() ? scales : feedScales;
    var water = byDay(days, meters, "volume", Consumption::counted);
    var feed = byDay(days, feeding, "weight", Consumption::weighed);
    var today = days.dayOf(time.instant());
    var all =
        birds(coopId, days).entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(
                birds ->
                    day(
                        birds.getKey(),
                        birds.getValue(),
                        birds.getKey().isBefore(today),
                        water.get(birds.getKey()),
                        feed.get(birds.getKey())))
            .toList();
    return new ConsumptionReport(
        coopId, from, to, days.zone().getId(), meters, feeding, all, change(all));
  }

  private List<UUID> devices(UUID coopId, String kind) {
    return sql.query(METERS, row -> Sql.uuid(row, "id"), coopId, kind);
  }

  private Map<LocalDate, Double> byDay(
      Days days,
      List<UUID> devices,
      String metric,
      Function<List<Hour>, List<Consumption>> method) {
    var used = new HashMap<LocalDate, Double>();
    for (var device : devices) {
      var hours =
          series.hours(device, metric, days.start().minus(BEFORE), days.end()).stream()
              .map(Aggregate::toHour)
              .toList();
      method.apply(hours).stream()
          .filter(one -> !one.at().isBefore(days.start()))
          .forEach(one -> used.merge(days.dayOf(one.at()), one.amount(), Double::sum));
    }
    return used;
  }

  private Map<LocalDate, Long> birds(UUID coopId, Days days) {
    var birds = new HashMap<LocalDate, Long>();
    sql.query(
        BIRDS,
        row -> birds.put(row.getObject("day", LocalDate.class), row.getLong("birds")),
        days.from(),
        days.to(),
        coopId,
        days.zone().getId());
    birds.values().removeIf(count -> count < 1);
    return birds;
  }

  private static Day day(LocalDate date, long birds, boolean isWhole, Double water, Double feed) {
    // Noise of a scale eats nothing.
    var eaten = feed == null ? null : (Double) Math.max(0, feed);
    var each = PerBird.of(water == null ? 0 : water, eaten == null ? 0 : eaten, birds, 1);
    return new Day(
        date,
        birds,
        isWhole,
        rounded(water),
        rounded(eaten),
        water == null ? null : rounded(each.waterMl()),
        eaten == null ? null : rounded(each.feedG()),
        water == null || Double.isNaN(each.ratio()) ? null : rounded(each.ratio()));
  }

  private static Change change(List<Day> days) {
    var whole = days.stream().filter(Day::isWhole).toList();
    if (whole.size() < 2) {
      return null;
    }
    var last = whole.get(whole.size() - 1);
    var before = whole.subList(Math.max(0, whole.size() - 1 - USUAL_DAYS), whole.size() - 1);
    return new Change(
        last.date(),
        percent(last.waterMlPerBird(), before, Day::waterMlPerBird),
        percent(last.feedGPerBird(), before, Day::feedGPerBird));
  }

  private static Double percent(Double last, List<Day> before, Function<Day, Double> figure) {
    var usual = new ArrayList<Double>();
    before.stream().map(figure).filter(value -> value != null).forEach(usual::add);
    usual.sort(Comparator.naturalOrder());
    if (last == null || usual.isEmpty()) {
      return null;
    }
    var middle = (usual.get((usual.size() - 1) / 2) + usual.get(usual.size() / 2)) / 2;
    return middle > 0 ? rounded(100 * (last - middle) / middle) : null;
  }

  private static Double rounded(Double value) {
    return value == null ? null : (Double) Silence.rounded(value);
  }
}
