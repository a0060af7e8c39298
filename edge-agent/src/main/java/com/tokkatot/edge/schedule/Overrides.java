package com.tokkatot.edge.schedule;

import com.tokkatot.edge.journal.Store;
import com.tokkatot.rules.condition.Readings;
import com.tokkatot.rules.winner.ManualHold;
import com.tokkatot.wire.CommandAction;
import com.tokkatot.wire.CommandMessage;
import com.tokkatot.wire.CommandMessage.Source;
import com.tokkatot.wire.CommandResult;
import com.tokkatot.wire.ConfigMessage;
import com.tokkatot.wire.DeviceState;
import com.tokkatot.wire.SensorMessage;
import com.tokkatot.wire.StatusMessage;
import com.tokkatot.wire.StatusMessage.Trigger;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What others do with a device: people, its board, its limits; and how schedules go on after it.
 */
final class Overrides {

  /** Above it a fan does not stay off for long. Source: WIRE.md 3.6, comfort_high. */
  private static final double WARM = 32;

  /** What was refused or undone is asked for again so much later. */
  private static final Duration AGAIN = Duration.ofSeconds(30);

  private final Claims claims;
  private final Applied applied;
  private final States states;
  private final Readings readings;
  private final Air air;
  // Only when to ask; on the journal's thread.
  private Instant nextAgain = Instant.MIN;
  private final AtomicBoolean changed = new AtomicBoolean();

  Overrides(Claims claims, Applied applied, States states, Readings readings, Air air) {
    this.claims = claims;
    this.applied = applied;
    this.states = states;
    this.readings = readings;
    this.air = air;
  }

  /** At a start: what ought to hold is asked for once. */
  void forget(Store store) throws SQLException {
    applied.forget(store);
  }

  /** What a schedule asked for that is not there any more is to be looked at. */
  void replaced(Moment at, Plans next) throws SQLException {
    for (var asked : applied.all(at.store())) {
      if (next.target(asked) == null) {
        applied.overtaken(at.store(), asked.device());
      }
    }
    nextAgain = Instant.MIN;
  }

  /** A person's order holds the device. */
  void ordered(Moment at, UUID device, CommandMessage command) throws SQLException {
    if (command.source() != Source.USER) {
      return;
    }
    if (command.action() == CommandAction.RELEASE) {
      if (claims.release(at, device)) {
        holdsChanged(at);
        states.settle(at, device);
      }
      return;
    }
    var value =
        switch (command.action()) {
          case ON, SEQUENCE -> 100;
          case SET_VALUE -> command.value().intValue();
          default -> 0;
        };
    var length = command.durationMs() == null ? null : Duration.ofMillis(command.durationMs());
    holds(at, device, value, length);
  }

  private void holds(Moment at, UUID device, int value, Duration length) throws SQLException {
    var isFanOff = value == 0 && isFan(at.store(), device) && isWarm(at, device);
    claims.holds(at, device, value, ManualHold.until(at.now(), ManualHold.USUAL, length, isFanOff));
    if (at.plans().holdStatesOf(device) || air.claims(at.store(), device)) {
      applied.set(at.store(), device, Applied.OVERTAKEN, null);
    }
    holdsChanged(at);
  }

  /** Hears what sensors read: deadly heat ends what people asked for. */
  void sensed(Moment at, SensorMessage message) throws SQLException {
    if (air.sensed(at, message)) {
      holdsChanged(at);
    }
  }

  private void holdsChanged(Moment at) {
    at.effects().add(() -> changed.set(true));
  }

  /** Whether there are other holds since this was asked last. */
  boolean isChanged() {
    return changed.getAndSet(false);
  }

  /** An older cloud does not say which are fans: only a fan's thermostat is on above its off. */
  private boolean isFan(Store store, UUID device) throws SQLException {
    return air.isFan(store, device) || isSetAsFan(store, device);
  }

  private static boolean isSetAsFan(Store store, UUID device) throws SQLException {
    return store
        .first(
            row -> ConfigMessage.read(row.getBytes(1)).values(),
            "select payload from config where device = ?",
            device.toString())
        .filter(
            values ->
                values.containsKey("vent_on")
                    || values.getOrDefault("thermostat_on", 0.0)
                        > values.getOrDefault("thermostat_off", 0.0))
        .isPresent();
  }

  private boolean isWarm(Moment at, UUID device) throws SQLException {
    var own = air.isWarm(at, device);
    return own.isPresent() ? own.get() : isWarmSomewhere(at.now());
  }

  private boolean isWarmSomewhere(Instant now) {
    return readings
        .newest(null, "temperature")
        .filter(reading -> reading.at().plus(Readings.LEAST_LIFE).isAfter(now))
        .filter(reading -> reading.value() > WARM)
        .isPresent();
  }

  /** A device that was switched by anybody else is asked again for what ought to hold. */
  void heard(Moment at, StatusMessage status) throws SQLException {
    var device = status.deviceId();
    if (air.isAgainst(at.store(), status)) {
      applied.overtaken(at.store(), device);
      // Not at once for an answer: a board that says done and is not would be asked without end.
      if (status.commandId() == null) {
        states.settle(at, device);
      }
      return;
    }
    if (status.commandId() != null) {
      if (status.result() != CommandResult.COMPLETED) {
        applied.overtaken(at.store(), device);
      }
      return;
    }
    switch (status.triggeredBy()) {
      case BUTTON -> holds(at, device, status.state() == DeviceState.ON ? 100 : 0, null);
      case BOOT, EMERGENCY_STOP, LIFE, FAILSAFE -> overtaken(at, status);
      default -> {}
    }
  }

  private void overtaken(Moment at, StatusMessage status) throws SQLException {
    applied.overtaken(at.store(), status.deviceId());
    if (status.triggeredBy() == Trigger.BOOT) {
      states.settle(at, status.deviceId());
    }
  }

  /** Goes on where a hold or a turn has ended, and where something was refused. */
  void ended(Moment at) throws SQLException {
    for (var device : claims.ended(at)) {
      holdsChanged(at);
      states.settle(at, device);
    }
    if (at.now().isBefore(nextAgain) && nextAgain.isBefore(at.now().plus(AGAIN).plus(AGAIN))) {
      return;
    }
    nextAgain = at.now().plus(AGAIN);
    for (var device : applied.overtaken(at.store())) {
      states.settle(at, device);
    }
  }

  /** When there is something to do here; nothing: {@link Instant#MAX}. */
  Instant nextEnd(Moment at) throws SQLException {
    var ends = claims.nextEnd(at);
    var again = applied.isAnyOvertaken(at.store()) ? nextAgain : Instant.MAX;
    return ends.isBefore(again) ? ends : again;
  }
}
