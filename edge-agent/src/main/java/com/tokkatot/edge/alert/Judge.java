package com.tokkatot.edge.alert;

import com.tokkatot.edge.alert.StoredWatches.Beyond;
import com.tokkatot.edge.alert.Watching.Place;
import com.tokkatot.edge.journal.Outbox;
import com.tokkatot.edge.journal.Outbox.Stream;
import com.tokkatot.edge.journal.Store;
import com.tokkatot.rules.alert.AlertRule;
import com.tokkatot.rules.alert.Chosen;
import com.tokkatot.rules.alert.PlacedRule;
import com.tokkatot.rules.alert.Watch;
import com.tokkatot.wire.AlertMessage;
import com.tokkatot.wire.AlertMessage.State;
import com.tokkatot.wire.AlertPlan;
import com.tokkatot.wire.Reading;
import com.tokkatot.wire.SensorMessage;
import com.tokkatot.wire.Topics;
import com.tokkatot.wire.Topics.Kind;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.OptionalDouble;
import java.util.UUID;

/**
 * Judges each reading as it comes, in the transaction that keeps it, and writes down for the cloud
 * what it thinks. On the writer's thread only.
 */
public final class Judge {

  /** A node's clock may be wrong; what it calls older or newer than this is dated by ours. */
  private static final Duration BELIEVED = Duration.ofMinutes(2);

  private final UUID farmId;
  private final Outbox outbox;
  private final InstantSource time;
  private final StoredWatches stored = new StoredWatches();
  private Watching watching = Watching.NOTHING;

  /**
   * @param outbox takes what is told to the cloud
   */
  public Judge(UUID farmId, Outbox outbox, InstantSource time) {
    this.farmId = farmId;
    this.outbox = outbox;
    this.time = time;
  }

  /** Reads back what is judged by; before all else. */
  public void load(Store store) throws SQLException {
    watching = Watching.of(stored.plan(store));
  }

  /** Takes new rules in place of all there were. What a rule that is another now raised is over. */
  public Runnable take(Store store, AlertPlan plan) throws SQLException {
    var next = Watching.of(plan);
    var kept = new HashMap<UUID, PlacedRule>();
    watching.rules().forEach(rule -> kept.put(rule.rule().id(), rule));
    kept.values().retainAll(new HashSet<>(next.rules()));
    for (var beyond : stored.all(store)) {
      if (!kept.containsKey(beyond.rule()) || !next.places().containsKey(beyond.device())) {
        over(store, beyond, time.instant());
      }
    }
    stored.plan(store, plan);
    return () -> watching = next;
  }

  /** Hears what sensors read. */
  public void sensed(Store store, SensorMessage message) throws SQLException {
    var place = watching.places().get(message.deviceId());
    if (place == null || message.replayed()) {
      return;
    }
    var now = time.instant();
    var at = taken(message.timestamp(), now);
    var age = place.birds() == null ? OptionalDouble.empty() : place.birds().days(now);
    var rules = watching.rulesFor(message.deviceId(), place).stream().map(PlacedRule::rule);
    var beyond = new HashMap<UUID, Beyond>();
    stored.of(store, message.deviceId()).forEach(one -> beyond.put(one.rule(), one));
    for (var rule : Chosen.of(rules.toList(), age, now)) {
      var before = beyond.remove(rule.id());
      var limit = limit(rule, place, age);
      if (limit.isEmpty()) {
        if (before != null) {
          over(store, before, now);
        }
        continue;
      }
      for (var reading : message.readings()) {
        if (reading.metric().equals(rule.limit().metric())
            && reading.quality() != Reading.Quality.BAD) {
          judge(store, message.deviceId(), rule, limit.getAsDouble(), reading.value(), at, before);
        }
      }
    }
    // Rules that do not count here any more: switched off, suppressed, or the birds are older.
    for (var forgotten : beyond.values()) {
      over(store, forgotten, now);
    }
  }

  private static OptionalDouble limit(AlertRule rule, Place place, OptionalDouble age) {
    var curve = place.birds() == null ? null : place.birds().curve();
    return rule.limit().of(age, curve);
  }

  private static Instant taken(Instant said, Instant now) {
    var isNear = Duration.between(said, now).abs().compareTo(BELIEVED) < 0;
    return isNear && !said.isAfter(now) ? said : now;
  }

  private void judge(
      Store store,
      UUID device,
      AlertRule rule,
      double limit,
      double value,
      Instant at,
      Beyond before)
      throws SQLException {
    var watch = before == null ? Watch.WELL : sane(before.watch(), at);
    var next = watch.next(rule, limit, value, at);
    if (next.isWell()) {
      if (before != null) {
        over(store, before.at(value), at);
      }
      return;
    }
    var alert = before == null ? null : before.alertId();
    if (next.isRaised() && alert == null) {
      alert = StoredWatches.name(device, rule.id(), next.beyondSince());
    }
    var after = Beyond.of(device, rule, next, alert, limit, value);
    if (after.isTold() && (before == null || !before.isTold())) {
      tell(store, after, State.RAISED, at);
    }
    stored.put(store, after);
  }

  /** A clock that went back must not make readings wait until it is there again. */
  private static Watch sane(Watch watch, Instant at) {
    return watch.at().isAfter(at.plus(BELIEVED))
        ? new Watch(at, watch.isRaised(), Instant.EPOCH)
        : watch;
  }

  private void over(Store store, Beyond beyond, Instant at) throws SQLException {
    stored.remove(store, beyond.device(), beyond.rule());
    if (beyond.isTold()) {
      tell(store, beyond, State.RESOLVED, at);
    }
  }

  private void tell(Store store, Beyond beyond, State state, Instant at) throws SQLException {
    var since = beyond.watch().beyondSince();
    var message =
        new AlertMessage(
            beyond.alertId(),
            beyond.device(),
            beyond.rule(),
            stored.revision(store, time.instant()),
            state,
            since,
            at.isBefore(since) ? since : at,
            beyond.metric(),
            AlertMessage.Side.valueOf(beyond.side()),
            AlertMessage.Severity.valueOf(beyond.severity()),
            beyond.limit(),
            beyond.value());
    var topic = Topics.device(farmId, beyond.device(), Kind.ALERT);
    outbox.append(store, Stream.EVENT, topic, message.toBytes(), time.instant());
  }
}
