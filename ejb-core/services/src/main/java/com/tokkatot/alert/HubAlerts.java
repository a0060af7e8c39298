package com.tokkatot.alert;

import com.tokkatot.shared.Sql;
import com.tokkatot.shared.WireListener.Arrived;
import com.tokkatot.wire.AlertMessage;
import com.tokkatot.wire.AlertMessage.State;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Takes what hubs think of their farms' readings, live and out of their journals. A hub and the
 * cloud mark the same device and rule as beyond, so what both raise is one alert; the hub knows
 * better when it began. Source: wire.md, "One writer per field"; WIRE.md 3.13.
 */
@Stateless
public class HubAlerts {

  /** As long as hubs keep their events: a clock that says more is wrong. */
  private static final Duration OLDEST = Duration.ofDays(7);

  @Inject Sql sql;
  @Inject InstantSource time;
  @Inject AlertNews news;

  /**
   * What was written down, and not told yet: to tell locks the farm, which others do last.
   *
   * @param strangers those whose device is not on the farm they name
   */
  public record Judged(List<Arrived<AlertMessage>> strangers, List<AlertChange> changes) {}

  private record Place(UUID farmId, UUID coopId, boolean isGone) {}

  private record Key(UUID deviceId, UUID ruleId) implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
        Comparator.<Key, String>comparing(key -> key.deviceId.toString())
            .thenComparing(key -> key.ruleId.toString());

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /** Takes live ones in one transaction; returns those whose device is not on the farm. */
  public List<Arrived<AlertMessage>> take(List<Arrived<AlertMessage>> arrived) {
    return sql.together(
        () -> {
          var judged = judge(arrived);
          tell(judged);
          return judged.strangers;
        });
  }

  /** Writes them down in the caller's transaction, to be told at its end. */
  public Judged judge(List<Arrived<AlertMessage>> arrived) {
    var strangers = new ArrayList<Arrived<AlertMessage>>();
    var changes = new ArrayList<AlertChange>();
    if (arrived.isEmpty()) {
      return new Judged(strangers, changes);
    }
    var places = places(arrived);
    var said = new TreeMap<Key, List<AlertMessage>>();
    for (var one : arrived) {
      var message = one.content();
      var place = places.get(message.deviceId());
      if (place == null
          || !place.farmId.equals(one.address().farmId())
          || !message.deviceId().equals(one.address().deviceId())) {
        strangers.add(one);
        continue;
      }
      said.computeIfAbsent(new Key(message.deviceId(), message.ruleId()), key -> new ArrayList<>())
          .add(message);
    }
    keepNews(said);
    said.forEach((key, messages) -> changes.addAll(judge(places.get(key.deviceId), messages)));
    return new Judged(strangers, changes);
  }

  /** Tells clients and members what came of it. */
  public void tell(Judged judged) {
    news.tell(judged.changes);
  }

  private Map<UUID, Place> places(List<Arrived<AlertMessage>> arrived) {
    var ids = new TreeSet<UUID>();
    arrived.forEach(one -> ids.add(one.content().deviceId()));
    var found = new HashMap<UUID, Place>();
    sql.query(
        "select id, farm_id, coop_id, removed_at from device where id = any(?)",
        row ->
            found.put(
                Sql.uuid(row, "id"),
                new Place(
                    Sql.uuid(row, "farm_id"),
                    Sql.uuid(row, "coop_id"),
                    row.getObject("removed_at") != null)),
        ids);
    return found;
  }

  /** Leaves what was not heard before, in the order of the hub, and notes that it was. */
  private void keepNews(SortedMap<Key, List<AlertMessage>> said) {
    for (var entry : said.entrySet()) {
      var key = entry.getKey();
      sql.update(
          "insert into hub_alert (device_id, rule_id, revision) values (?, ?, -1)"
              + " on conflict do nothing",
          key.deviceId,
          key.ruleId);
      var heard =
          sql.query(
                  "select revision from hub_alert where device_id = ? and rule_id = ? for update",
                  row -> row.getLong("revision"),
                  key.deviceId,
                  key.ruleId)
              .get(0);
      var messages =
          entry.getValue().stream()
              .filter(message -> message.revision() > heard)
              .sorted(Comparator.comparingLong(AlertMessage::revision))
              .toList();
      entry.setValue(messages);
      if (!messages.isEmpty()) {
        sql.update(
            "update hub_alert set revision = ? where device_id = ? and rule_id = ?",
            messages.get(messages.size() - 1).revision(),
            key.deviceId,
            key.ruleId);
      }
    }
  }

  /** What one rule said of one device, oldest first. */
  private List<AlertChange> judge(Place place, List<AlertMessage> messages) {
    var limits = new RaisedLimits(sql, time);
    var changes = new ArrayList<AlertChange>();
    AlertMessage raised = null;
    for (var message : messages) {
      if (message.state() == State.RAISED) {
        raised = message;
        continue;
      }
      var at = believed(message.at());
      if (raised != null) {
        limits.past(beyond(place, raised), at);
        raised = null;
      }
      sql.update(
          "delete from alert_watch where device_id = ? and rule_id = ? and beyond_since <= ?",
          message.deviceId(),
          message.ruleId(),
          at);
      changes.addAll(limits.resolve(beyond(place, message), at));
    }
    if (raised != null && stands(place, raised)) {
      changes.addAll(limits.raise(beyond(place, raised)));
    }
    return changes;
  }

  /** Notes that it is beyond; false if nobody asks any more. */
  private boolean stands(Place place, AlertMessage raised) {
    return !place.isGone
        && sql.update(
                "insert into alert_watch as watch (device_id, rule_id, beyond_since, is_raised, at)"
                    + " select ?, id, ?, true, ? from alert_rule"
                    + " where id = ? and (farm_id is null or farm_id = ?)"
                    + " on conflict (device_id, rule_id) do update set is_raised = true,"
                    + " beyond_since = least(watch.beyond_since, excluded.beyond_since)",
                raised.deviceId(),
                believed(raised.since()),
                believed(raised.at()),
                raised.ruleId(),
                place.farmId)
            > 0;
  }

  private Beyond beyond(Place place, AlertMessage message) {
    return new Beyond(
        message.alertId(),
        place.farmId,
        place.coopId,
        message.deviceId(),
        message.metric(),
        message.side().name(),
        message.severity().name(),
        message.limit(),
        message.value(),
        believed(message.at()));
  }

  private Instant believed(Instant said) {
    var now = time.instant();
    if (said.isAfter(now)) {
      return now;
    }
    var oldest = now.minus(OLDEST);
    return said.isBefore(oldest) ? oldest : said;
  }
}
