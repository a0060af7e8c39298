package com.tokkatot.farm;

import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Ids;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The way in to coops. Permissions have been checked at the door: {@link Access}. */
@Stateless
public class Coops {

  /** Most coops of one farm: no more than it may have devices. Source: decisions.md D19. */
  static final int MOST = 100;

  private static final String SELECT =
      """
      select coop.*, flock.id as flock_id, flock.breed, flock.placed_at, flock.bird_count,
             (select coalesce(sum(count), 0) from flock_death
              where flock_death.flock_id = flock.id) as deaths,
             (select count(*) from device
              where device.coop_id = coop.id and device.removed_at is null) as device_count
      from coop left join flock on flock.coop_id = coop.id and flock.ended_at is null
      where coop.farm_id = ? and coop.removed_at is null
      """;

  @Inject Sql sql;
  @Inject AuditLog audit;
  @Inject InstantSource time;
  @Inject Event<CoopChanged> changed;

  /** All coops of the farm, by name. */
  public List<CoopView> of(Member asking) {
    return sql.query(SELECT + " order by coop.name, coop.id", Coops::read, asking.farmId());
  }

  /**
   * One coop.
   *
   * @throws NotFound if it is not on the farm ({@code COOP_NOT_FOUND})
   */
  public CoopView get(Member asking, UUID coopId) {
    return sql.query(SELECT + " and coop.id = ?", Coops::read, asking.farmId(), coopId).stream()
        .findFirst()
        .orElseThrow(Coops::unknown);
  }

  /**
   * A new coop.
   *
   * @throws Conflict if the farm has enough of them ({@code LIMIT_EXCEEDED})
   */
  public CoopView create(Member member, CoopDetails details, Origin origin) {
    Seats.lock(sql, member.farmId());
    if (of(member).size() >= MOST) {
      throw new Conflict("LIMIT_EXCEEDED", "a farm has at most " + MOST + " coops");
    }
    var id = Ids.next(time);
    sql.update(
        "insert into coop (id, farm_id, name, house_mode, created_at) values (?, ?, ?, ?, ?)",
        id,
        member.farmId(),
        details.name(),
        details.houseMode().word(),
        time.instant());
    if (details.flock() != null) {
      flocks().place(member.farmId(), id, details.flock());
    }
    note(member, "coop.created", id, "asked by member", origin);
    return get(member, id);
  }

  /**
   * Renames a coop, and says what it is used for and which birds are in it. Without a flock: the
   * present one has ended. With one: it puts right what is said of the present one, or begins one
   * in an empty coop.
   *
   * @throws Invalid if more birds have died than there are said to be
   */
  public CoopView change(
      Member member, UUID coopId, UnaryOperator<CoopDetails> change, Origin origin) {
    lock(member, coopId);
    var before = get(member, coopId);
    var after = change.apply(before.details());
    if (after.equals(before.details())) {
      return before;
    }
    sql.update(
        "update coop set name = ?, house_mode = ? where id = ?",
        after.name(),
        after.houseMode().word(),
        coopId);
    if (after.flock() == null) {
      flocks().end(coopId);
    } else if (before.flock() == null) {
      flocks().place(member.farmId(), coopId, after.flock());
    } else {
      flocks().correct(member.farmId(), before.flock(), after.flock());
    }
    note(member, "coop.changed", coopId, reason(before.details(), after), origin);
    if (isOtherwise(before.details(), after)) {
      changed.fire(new CoopChanged(member.farmId(), coopId));
    }
    return get(member, coopId);
  }

  /** Takes a coop away; its devices then stand in none, and its flock has ended. */
  public void remove(Member member, UUID coopId, Origin origin) {
    lock(member, coopId);
    flocks().end(coopId);
    sql.update("update device set coop_id = null where coop_id = ?", coopId);
    sql.update("update node set coop_id = null where coop_id = ?", coopId);
    sql.update("update coop set removed_at = ? where id = ?", time.instant(), coopId);
    note(member, "coop.removed", coopId, "asked by member", origin);
    changed.fire(new CoopChanged(member.farmId(), coopId));
  }

  /** The mortality log of the present flock, newest first; empty when the coop is. */
  public List<DeathView> deaths(Member asking, UUID coopId) {
    var flock = get(asking, coopId).flock();
    return flock == null
        ? List.of()
        : sql.query(
            "select * from flock_death where flock_id = ? order by day desc, noted_at desc, id",
            Coops::death,
            flock.id());
  }

  /**
   * Notes that birds died.
   *
   * @param day null is today, in the farm's zone
   * @param count not 0; negative puts an earlier line right
   * @throws Conflict if the coop stands empty ({@code NO_FLOCK})
   * @throws Invalid if there were not so many birds, or the day is not one of the flock's
   */
  public DeathView noteDeaths(
      Member member, UUID coopId, LocalDate day, int count, String cause, Origin origin) {
    lock(member, coopId);
    var flock = get(member, coopId).flock();
    if (flock == null) {
      throw new Conflict("NO_FLOCK", "this coop stands empty");
    }
    var total = flock.deaths() + count;
    if (count == 0 || total < 0 || total > flock.count()) {
      throw new Invalid("count", "must leave 0 to " + flock.count() + " deaths in all");
    }
    var today = flocks().today(member.farmId());
    var noted = day == null ? today : day;
    if (noted.isAfter(today) || noted.isBefore(flock.placedAt())) {
      throw new Invalid("day", "must be between placement and today");
    }
    var line =
        new DeathView(
            Ids.next(time), flock.id(), noted, count, cause, member.accountId(), time.instant());
    sql.update(
        "insert into flock_death (id, flock_id, day, count, cause, noted_by, noted_at)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        line.id(),
        line.flockId(),
        line.day(),
        line.count(),
        line.cause(),
        line.notedBy(),
        line.notedAt());
    note(member, "flock.deaths_noted", coopId, count + " birds", origin);
    return line;
  }

  private void lock(Member member, UUID coopId) {
    if (sql.query(
            "select 1 from coop where id = ? and farm_id = ? and removed_at is null"
                + " for no key update",
            row -> true,
            coopId,
            member.farmId())
        .isEmpty()) {
      throw unknown();
    }
  }

  private Flocks flocks() {
    return new Flocks(sql, time);
  }

  private void note(Member member, String action, UUID id, String reason, Origin origin) {
    audit.note(member.farmId(), member.accountId(), action, id, reason, origin);
  }

  /** Other birds or another use, which the hub must know; a name it need not. */
  private static boolean isOtherwise(CoopDetails before, CoopDetails after) {
    return after.houseMode() != before.houseMode()
        || !Objects.equals(after.flock(), before.flock());
  }

  private static String reason(CoopDetails before, CoopDetails after) {
    if (before.flock() == null) {
      return after.flock() == null ? reasonWithSameBirds(before, after) : "flock placed";
    }
    if (after.flock() == null) {
      return "flock ended";
    }
    return after.flock().equals(before.flock())
        ? reasonWithSameBirds(before, after)
        : "flock corrected";
  }

  private static String reasonWithSameBirds(CoopDetails before, CoopDetails after) {
    return after.houseMode() == before.houseMode()
        ? "renamed"
        : "used for " + after.houseMode().word();
  }

  private static NotFound unknown() {
    return new NotFound("COOP_NOT_FOUND", "no such coop on this farm");
  }

  private static CoopView read(ResultSet row) throws SQLException {
    var flockId = Sql.uuid(row, "flock_id");
    return new CoopView(
        Sql.uuid(row, "id"),
        row.getString("name"),
        row.getString("house_mode"),
        row.getLong("device_count"),
        flockId == null
            ? null
            : new CoopView.FlockView(
                flockId,
                row.getString("breed"),
                row.getObject("placed_at", LocalDate.class),
                row.getInt("bird_count"),
                row.getLong("deaths")),
        Sql.instant(row, "created_at"));
  }

  private static DeathView death(ResultSet row) throws SQLException {
    return new DeathView(
        Sql.uuid(row, "id"),
        Sql.uuid(row, "flock_id"),
        row.getObject("day", LocalDate.class),
        row.getInt("count"),
        row.getString("cause"),
        Sql.uuid(row, "noted_by"),
        Sql.instant(row, "noted_at"));
  }
}
