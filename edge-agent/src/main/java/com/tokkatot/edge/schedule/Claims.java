package com.tokkatot.edge.schedule;

import com.tokkatot.edge.journal.Store;
import com.tokkatot.rules.schedule.Schedule.Target;
import com.tokkatot.rules.winner.Claim;
import com.tokkatot.rules.winner.Rank;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Who wants what of a device, on disk: deadly heat, a person's order while it holds, a turn while
 * it runs, and the states that schedules hold. Stops and interlocks are kept by the nodes: they
 * refuse.
 */
final class Claims {

  private final Switches switches;
  private final Applied applied;
  private final StoredAir air;

  Claims(Switches switches, Applied applied, StoredAir air) {
    this.switches = switches;
    this.applied = applied;
    this.air = air;
  }

  /** Somebody's order: it holds until then, whatever held before. */
  void holds(Moment at, UUID device, int value, Instant until) throws SQLException {
    at.store()
        .run(
            "insert or replace into hold (device, value, since, until) values (?, ?, ?, ?)",
            device.toString(),
            value,
            at.now().toEpochMilli(),
            until.toEpochMilli());
    at.store().run("delete from turn where device = ?", device.toString());
  }

  /**
   * Somebody wants schedules to go on.
   *
   * @return whether anything held the device
   */
  boolean release(Moment at, UUID device) throws SQLException {
    return at.store().run("delete from hold where device = ?", device.toString()) > 0;
  }

  /**
   * Neither person nor turn has the device any more.
   *
   * @return whether somebody's order held it
   */
  boolean letGo(Moment at, UUID device) throws SQLException {
    at.store().run("delete from turn where device = ?", device.toString());
    return release(at, device);
  }

  boolean isHeld(Moment at, UUID device) throws SQLException {
    return !held(at, device).isEmpty();
  }

  /** The devices that somebody's order holds, and until when. */
  static Map<UUID, Instant> holds(Store store, Instant now) throws SQLException {
    return store
        .all(
            row ->
                Map.entry(UUID.fromString(row.getString(1)), Instant.ofEpochMilli(row.getLong(2))),
            "select device, until from hold where until > ?",
            now.toEpochMilli())
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** A turn has the device until then; the one before is over. */
  void runs(Moment at, Planned planned, UUID device, Instant until) throws SQLException {
    at.store()
        .run(
            "insert or replace into turn (device, schedule, value, priority, edited_at, until)"
                + " values (?, ?, ?, ?, ?, ?)",
            device.toString(),
            planned.id().toString(),
            planned.value(),
            planned.schedule().priority(),
            planned.schedule().editedAt().toEpochMilli(),
            until.toEpochMilli());
  }

  /** What wins, but for what the nodes keep. */
  Optional<Claim> winner(Moment at, UUID device) throws SQLException {
    var claims = new ArrayList<>(held(at, device));
    claims.addAll(running(at, device));
    air.claim(at.store(), device).ifPresent(claims::add);
    for (var planned : at.plans().of(device)) {
      var target = planned.target(device).orElseThrow();
      if (!planned.isEdge() && isOn(at, planned, target)) {
        claims.add(planned.claim(null));
      }
    }
    return Claim.winner(claims, at.now());
  }

  private List<Claim> held(Moment at, UUID device) throws SQLException {
    return at.store()
        .all(
            row ->
                new Claim(
                    Rank.PERSON,
                    row.getInt(1),
                    null,
                    0,
                    Instant.ofEpochMilli(row.getLong(2)),
                    Instant.ofEpochMilli(row.getLong(3))),
            "select value, since, until from hold where device = ?",
            device.toString());
  }

  /** A turn that runs claims until its end, which tells it from a state. */
  private List<Claim> running(Moment at, UUID device) throws SQLException {
    return at.store()
        .all(
            row ->
                new Claim(
                    Rank.SCHEDULE,
                    row.getInt(2),
                    UUID.fromString(row.getString(1)),
                    row.getInt(3),
                    Instant.ofEpochMilli(row.getLong(4)),
                    Instant.ofEpochMilli(row.getLong(5))),
            "select schedule, value, priority, edited_at, until from turn where device = ?",
            device.toString());
  }

  private boolean isOn(Moment at, Planned planned, Target target) throws SQLException {
    if (planned.isCondition()) {
      return switches.of(at.store(), planned, target.deviceId()).isOn();
    }
    return planned.runsBy(at.clock())
        ? planned.level(target, at.now()).isOn()
        : applied.isBy(at.store(), target.deviceId(), planned.id());
  }

  /** The devices that a person or a turn has had up to now. */
  List<UUID> ended(Moment at) throws SQLException {
    var now = at.now().toEpochMilli();
    var devices =
        at.store()
            .all(
                row -> UUID.fromString(row.getString(1)),
                "select device from hold where until <= ?"
                    + " union select device from turn where until <= ?",
                now,
                now);
    at.store().run("delete from hold where until <= ?", now);
    at.store().run("delete from turn where until <= ?", now);
    return devices;
  }

  /** When the next of them ends; none: {@link Instant#MAX}. */
  Instant nextEnd(Moment at) throws SQLException {
    var first =
        at.store()
            .number(
                "select min(until) from"
                    + " (select until from hold union all select until from turn)");
    return first == 0 ? Instant.MAX : Instant.ofEpochMilli(first);
  }
}
