package com.tokkatot.alert;

import com.tokkatot.reading.ReadingsTaken;
import com.tokkatot.reading.StoredReading;
import com.tokkatot.rules.alert.AlertRule;
import com.tokkatot.rules.alert.Chosen;
import com.tokkatot.rules.alert.Watch;
import com.tokkatot.shared.Ids;
import com.tokkatot.shared.Sql;
import com.tokkatot.wire.Reading;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Judges readings by the alert rules as they come, in the transaction that stores them: what is
 * stored has been judged. Which devices are beyond a limit is in the database, so any node of the
 * cluster may hear the next reading.
 */
@ApplicationScoped
public class LimitAlerts {

  /** A reading of long ago says nothing about now. */
  static final Duration NEWS = Duration.ofMinutes(5);

  @Inject Sql sql;
  @Inject InstantSource time;
  @Inject AlertNews news;

  private record Place(UUID deviceId, UUID ruleId) {}

  private record Raised(Situation where, AlertRule rule, double limit, double value) {}

  /** What one batch of readings changes. */
  private static final class Changes {
    private final List<Object[]> beyond = new ArrayList<>();
    private final List<Object[]> well = new ArrayList<>();
    private final List<Raised> raised = new ArrayList<>();
    private final Set<UUID> calmer = new HashSet<>();
  }

  /** Judges what was measured now. */
  void taken(@Observes ReadingsTaken taken) {
    var now = time.instant();
    var byDevice =
        taken.readings().stream()
            .filter(reading -> reading.quality() != Reading.Quality.BAD)
            .filter(reading -> reading.timestamp().isAfter(now.minus(NEWS)))
            .sorted(Comparator.comparing(StoredReading::timestamp))
            .collect(Collectors.groupingBy(StoredReading::deviceId));
    if (byDevice.isEmpty()) {
      return;
    }
    var places = Situation.of(sql, byDevice.keySet(), now);
    var rules = rules(places.stream().map(Situation::farmId).collect(Collectors.toSet()));
    var watches = watches(byDevice.keySet());
    var changes = new Changes();
    for (var where : places) {
      var mine = rules.stream().filter(row -> row.isFor(where)).map(RuleRow::rule).toList();
      var chosen = Chosen.of(mine, where.age(), now);
      judge(where, byDevice.get(where.deviceId()), chosen, watches, changes);
      forget(where, chosen, watches, changes);
    }
    keep(changes);
  }

  private static void judge(
      Situation where,
      List<StoredReading> readings,
      List<AlertRule> rules,
      Map<Place, Watch> watches,
      Changes changes) {
    for (var rule : rules) {
      var limit = rule.limit().of(where.age(), where.curve());
      if (limit.isEmpty()) {
        continue;
      }
      var place = new Place(where.deviceId(), rule.id());
      var before = watches.getOrDefault(place, Watch.WELL);
      var watch = before;
      var value = 0.0;
      for (var reading : readings) {
        if (reading.metric().equals(rule.limit().metric())) {
          watch = watch.next(rule, limit.getAsDouble(), reading.value(), reading.timestamp());
          value = reading.value();
        }
      }
      note(place, before, watch, changes);
      if (watch.isRaised() && !before.isRaised()) {
        changes.raised.add(new Raised(where, rule, limit.getAsDouble(), value));
      } else if (before.isRaised() && !watch.isRaised()) {
        changes.calmer.add(where.farmId());
      }
    }
  }

  /** What only says when it was looked at is not worth writing down. */
  private static void note(Place place, Watch before, Watch after, Changes changes) {
    if (after.isWell() && !before.isWell()) {
      changes.well.add(new Object[] {place.deviceId, place.ruleId});
    } else if (!after.isWell()
        && (after.isRaised() != before.isRaised()
            || !after.beyondSince().equals(before.beyondSince()))) {
      changes.beyond.add(
          new Object[] {
            place.deviceId, place.ruleId, after.beyondSince(), after.isRaised(), after.at()
          });
    }
  }

  /** Rules that do not count here any more: switched off, suppressed, or the birds are older. */
  private static void forget(
      Situation where, List<AlertRule> chosen, Map<Place, Watch> watches, Changes changes) {
    var ids = chosen.stream().map(AlertRule::id).collect(Collectors.toSet());
    watches.forEach(
        (place, watch) -> {
          if (place.deviceId.equals(where.deviceId()) && !ids.contains(place.ruleId)) {
            changes.well.add(new Object[] {place.deviceId, place.ruleId});
            changes.calmer.add(where.farmId());
          }
        });
  }

  private void keep(Changes changes) {
    sql.batch("delete from alert_watch where device_id = ? and rule_id = ?", changes.well);
    sql.batch(
        "insert into alert_watch (device_id, rule_id, beyond_since, is_raised, at)"
            + " values (?, ?, ?, ?, ?) on conflict (device_id, rule_id) do update set"
            + " beyond_since = excluded.beyond_since, is_raised = excluded.is_raised,"
            + " at = excluded.at",
        changes.beyond);
    var limits = new RaisedLimits(sql, time);
    var events = new ArrayList<AlertChange>();
    changes.raised.forEach(
        raised ->
            events.addAll(
                limits.raise(
                    Beyond.of(
                        Ids.next(time),
                        raised.where,
                        raised.rule,
                        raised.limit,
                        raised.value,
                        time.instant()))));
    if (!changes.calmer.isEmpty()) {
      events.addAll(limits.resolve(changes.calmer));
    }
    if (!events.isEmpty()) {
      news.tell(events);
    }
  }

  private List<RuleRow> rules(Collection<UUID> farmIds) {
    return sql.query(
        // Ordered: two batches then lock what they share in one order.
        "select * from alert_rule where farm_id is null or farm_id = any(?) order by id",
        RuleRow::read,
        farmIds);
  }

  private Map<Place, Watch> watches(Collection<UUID> deviceIds) {
    var found = new HashMap<Place, Watch>();
    sql.query(
        "select * from alert_watch where device_id = any(?) order by device_id, rule_id for update",
        row ->
            found.put(
                new Place(Sql.uuid(row, "device_id"), Sql.uuid(row, "rule_id")),
                new Watch(
                    Sql.instant(row, "beyond_since"),
                    row.getBoolean("is_raised"),
                    Sql.instant(row, "at"))),
        deviceIds);
    return found;
  }
}
