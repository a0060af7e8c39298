package com.tokkatot.edge.schedule;

import com.tokkatot.edge.journal.Store;
import com.tokkatot.edge.schedule.StoredAir.Grade;
import com.tokkatot.rules.condition.Readings;
import com.tokkatot.rules.winner.Rank;
import com.tokkatot.wire.CommandAction;
import com.tokkatot.wire.CommandMessage;
import com.tokkatot.wire.CommandResult;
import com.tokkatot.wire.CoopAir;
import com.tokkatot.wire.DeviceState;
import com.tokkatot.wire.SensorMessage;
import com.tokkatot.wire.StatusMessage;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Deadly heat: the fans of its coop run and the heaters stand, whatever people and schedules asked
 * for. A node with a thermometer of its own does that alone; this is for those without one. A
 * thermometer that falls silent ends nothing, only cooler air does. Source: schedules.md, "Who
 * wins" 2.
 */
final class Air {

  /** Deadly from here on, Cel, unless the thermometer is set otherwise. Source: WIRE.md 3.6. */
  private static final double CRITICAL = 36;

  /** A fan that is off does not stay so for long above it, Cel. Source: WIRE.md 3.6. */
  private static final double COMFORT = 32;

  /** So much cooler it must be again, as on nodes. */
  private static final double MARGIN = 1;

  private final StoredAir stored;
  private final Claims claims;
  private final Applied applied;
  private final States states;
  private final Readings readings;
  private volatile Consumer<UUID> deadly = coop -> {};

  Air(StoredAir stored, Claims claims, Applied applied, States states, Readings readings) {
    this.stored = stored;
    this.claims = claims;
    this.applied = applied;
    this.states = states;
    this.readings = readings;
  }

  /** Who is to hear of each reading that is deadly, and in which coop; must not block. */
  void tell(Consumer<UUID> listener) {
    deadly = listener;
  }

  /**
   * Takes what the farm's snapshot says; who has left a hot coop is let go, who has come is
   * claimed.
   */
  void replaced(Moment at, List<CoopAir> coops) throws SQLException {
    var affected = new LinkedHashSet<>(stored.claimed(at.store()));
    stored.replace(at.store(), coops);
    affected.addAll(stored.claimed(at.store()));
    for (var device : affected) {
      states.settle(at, device);
    }
  }

  /**
   * Judges the air of the coop where this was read.
   *
   * @return whether anybody's hold was ended by it
   */
  boolean sensed(Moment at, SensorMessage message) throws SQLException {
    var coop = stored.coopOf(at.store(), message.deviceId());
    if (coop.isEmpty()) {
      return false;
    }
    var hottest = hottest(at, coop.get());
    var before = stored.grade(at.store(), coop.get());
    if (hottest.isEmpty()) {
      return false;
    }
    var next = next(at.store(), coop.get(), before, hottest.getAsDouble());
    if (next == Grade.DEADLY) {
      at.effects().add(() -> deadly.accept(coop.get()));
    }
    return next != before && turned(at, coop.get(), next);
  }

  private Grade next(Store store, UUID coop, Grade before, double hottest) throws SQLException {
    var critical = limit(store, coop, "critical_high", CRITICAL);
    if (hottest >= critical || before == Grade.DEADLY && hottest >= critical - MARGIN) {
      return Grade.DEADLY;
    }
    var wasHot = before != Grade.MILD;
    return wasHot && hottest > comfort(store, coop) ? Grade.WARM : Grade.MILD;
  }

  private boolean turned(Moment at, UUID coop, Grade next) throws SQLException {
    stored.grade(at.store(), coop, next);
    var ended = false;
    for (var device : stored.actuators(at.store(), coop)) {
      if (next == Grade.DEADLY) {
        ended |= claims.letGo(at, device);
        applied.set(at.store(), device, Applied.OVERTAKEN, null);
      } else if (next == Grade.MILD && isLeftToPeople(at, device)) {
        applied.remove(at.store(), device);
      }
      states.settle(at, device);
    }
    return ended;
  }

  /** What somebody has switched meanwhile and no schedule holds stays as it is. */
  private boolean isLeftToPeople(Moment at, UUID device) throws SQLException {
    return claims.isHeld(at, device) && !at.plans().holdStatesOf(device);
  }

  /** Whether heat, now or a moment ago, has a say in what this device does. */
  boolean claims(Store store, UUID device) throws SQLException {
    return stored.claim(store, device).isPresent();
  }

  private Optional<Integer> wanted(Store store, UUID device) throws SQLException {
    return stored
        .claim(store, device)
        .filter(claim -> claim.rank() == Rank.LIFE)
        .map(claim -> claim.value());
  }

  /** Whether somebody's order would cost lives. */
  boolean forbids(Store store, UUID device, CommandMessage command) throws SQLException {
    var wanted = wanted(store, device);
    if (wanted.isEmpty() || command.action() == CommandAction.RELEASE) {
      return false;
    }
    var isWanted =
        switch (command.action()) {
          case ON -> wanted.get() > 0 && command.durationMs() == null;
          case OFF -> wanted.get() == 0;
          case SET_VALUE -> command.value().intValue() == wanted.get();
          default -> false;
        };
    return !isWanted;
  }

  /** Whether a device says that it is not as it must be; what it refused is asked for later. */
  boolean isAgainst(Store store, StatusMessage status) throws SQLException {
    var isRefusal = status.commandId() != null && status.result() != CommandResult.COMPLETED;
    var wanted = wanted(store, status.deviceId());
    if (isRefusal || wanted.isEmpty()) {
      return false;
    }
    return status.state() == (wanted.get() == 0 ? DeviceState.ON : DeviceState.OFF);
  }

  boolean isFan(Store store, UUID device) throws SQLException {
    return stored.isFan(store, device);
  }

  /** Whether it is warmer where this device stands than birds want; empty: nobody knows. */
  Optional<Boolean> isWarm(Moment at, UUID device) throws SQLException {
    var coop = stored.coopOf(at.store(), device);
    if (coop.isEmpty()) {
      return Optional.empty();
    }
    var hottest = hottest(at, coop.get());
    return hottest.isEmpty()
        ? Optional.empty()
        : Optional.of(hottest.getAsDouble() > comfort(at.store(), coop.get()));
  }

  private double comfort(Store store, UUID coop) throws SQLException {
    return limit(store, coop, "comfort_high", COMFORT);
  }

  /** Several thermometers may carry limits: the more careful one counts, as on nodes. */
  private double limit(Store store, UUID coop, String name, double usual) throws SQLException {
    return stored.settings(store, stored.sensors(store, coop)).stream()
        .mapToDouble(values -> values.getOrDefault(name, usual))
        .min()
        .orElse(usual);
  }

  private OptionalDouble hottest(Moment at, UUID coop) throws SQLException {
    var fresh = new ArrayList<Double>();
    for (var sensor : stored.sensors(at.store(), coop)) {
      readings
          .newest(sensor, "temperature")
          .filter(reading -> isFresh(reading.at(), at.now()))
          .ifPresent(reading -> fresh.add(reading.value()));
    }
    return fresh.stream().mapToDouble(Double::doubleValue).max();
  }

  private static boolean isFresh(Instant read, Instant now) {
    return read.plus(Readings.LEAST_LIFE).isAfter(now);
  }
}
